# SMS. Short: seventy letters of Kazakh are one message.
message-registered = { $number } өтінішіңіз тіркелді. Нәтиже мерзімі: { $due }. Жеке кабинеттен қараңыз.
message-term-replaced = { $number } өтінішіңіздің мерзімі ұзартылды, жаңа мерзім: { $due }. Себебі жеке кабинетте.
message-granted = { $number } өтінішіңіз бойынша нәтиже дайын. Жеке кабинеттен қараңыз.
message-refused = { $number } өтінішіңіз бойынша дәлелді бас тарту бар. Негізі жеке кабинетте.
message-code-subject = Өтініш порталы: растау коды
message-code-registration = Өтініш: тіркелу коды { $code }. 10 минут жарамды. Ешкімге айтпаңыз.
message-code-recovery = Өтініш: құпиясөзді қалпына келтіру коды { $code }. Сұрамасаңыз, елемеңіз. Ешкімге айтпаңыз.
message-code-phone = Өтініш: жаңа телефонды растау коды { $code }. 10 минут жарамды. Ешкімге айтпаңыз.
message-code-email = Өтініш: поштаны растау коды { $code }. 10 минут жарамды. Ешкімге айтпаңыз.
