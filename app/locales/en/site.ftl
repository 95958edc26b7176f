site-name = Өтініш
