# SMS. Short: seventy letters of Kazakh are one message.
message-registered = { $number } өтінішіңіз тіркелді. Нәтиже мерзімі: { $due }. Жеке кабинеттен қараңыз.
message-term-replaced = { $number } өтінішіңіздің мерзімі ұзартылды, жаңа мерзім: { $due }. Себебі жеке кабинетте.
message-granted = { $number } өтінішіңіз бойынша нәтиже дайын. Жеке кабинеттен қараңыз.
message-refused = { $number } өтінішіңіз бойынша дәлелді бас тарту бар. Негізі жеке кабинетте.
