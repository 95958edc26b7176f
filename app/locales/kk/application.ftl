application-kind = Берілген өтініш
application-hash = Құжаттың SHA-256 мәні:
application-link = Менің өтінішім
