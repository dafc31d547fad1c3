# When something is in the way: what it was, and what to do. Only the person sees it.

error-ours = Det gik galt hos mig, ikke hos dig. Prøv igen om lidt.
error-ours-with-text = Det gik galt hos mig, ikke hos dig. Din tekst står her, klar til at kopiere.
error-your-text = Din tekst:
error-no-team-here = Her er ikke noget team. Kommandoen virker i en kanal, hvor der er et, eller i en af dens tråde.
error-no-team-here-but = Her er ikke noget team. Prøv i { $channels }.
error-only-in-server = Kommandoen virker kun i et teams kanal på en server, ikke i private beskeder.
error-only-administrator = Det kan kun en, der må administrere serveren. Spørg en administrator.
error-only-trio = Det kan kun teamets TRIO (leder, AMR, TR) og serverens administratorer. Spørg en af dem.
error-not-for-you = Den knap er til en anden, så der er ikke sket noget.
error-button-outdated = Den knap virker ikke længere. Brug min nyeste besked, eller skriv `/hjælp` i teamets kanal.
error-too-fast = Det gik lidt stærkt. Vent et minut, og prøv igen.
error-too-long = Teksten er på { $length } tegn, og der er plads til { $most }. Kort den lidt af, og send igen.
error-unknown-date = Jeg forstår ikke datoen "{ $text }". Skriv den som 2026-12-24 eller 24-12-2026.
error-date-past = { $date } er for tidligt. Vælg i morgen eller senere.
error-unknown-time = Jeg forstår ikke klokkeslættet "{ $text }". Skriv det som 09:00.
error-unknown-month = Jeg kan ikke bruge måneden "{ $text }". Skriv en måned, der er begyndt, sådan her: 2026-11.
error-cron = Jeg forstår ikke planen "{ $text }": { $reason } Skriv for eksempel "0 9 * * 1" for hver mandag kl. 9.
error-cron-fields = Der skal stå fem felter, ikke { $count }.
error-cron-field = Felt nummer { $number } kan ikke læses ("{ $text }").
error-cron-never = Ingen dato passer til den.
error-cron-too-often = Den plan giver flere spørgsmål på samme dag, og ét om dagen er rigeligt. Vælg ét klokkeslæt.
error-missing-permissions = I { $channel } mangler jeg lov til: { $permissions }. Giv min rolle lov under kanalens indstillinger, og prøv igen.
error-cannot-see-channel = Jeg kan ikke se { $channel }. Giv min rolle lov til at se kanalen, og prøv igen.
error-channel-gone = Den kanal findes ikke længere. Vælg en anden.
error-channel-kind = Et team skal bo i en tekstkanal eller et forum, og { $channel } er en anden slags. Vælg en anden kanal under `kanal`.
error-channel-announcement = { $channel } er en opslagskanal, som andre servere kan følge. Det, I deler, skal blive hos jer. Vælg en tekstkanal eller et forum i stedet.
error-channel-media = { $channel } er en mediekanal, og den er til billeder og film. Hos mig er det ordene, der tæller. Vælg en tekstkanal eller et forum i stedet.
error-channel-voice = { $channel } er en talekanal, og dér bliver skrevne svar hurtigt væk. Vælg en tekstkanal eller et forum i stedet.
error-channel-category = { $channel } er en kategori, og i den kan ingen skrive. Vælg en af kanalerne i den.
error-forum-no-tag = Hvert opslag i { $channel } skal have et tag, og der er ikke noget, jeg må bruge. Opret et tag, som alle må bruge, eller slå kravet fra under forummets indstillinger. Prøv så igen.
error-channel-is-thread = Et team skal bo i en kanal, ikke i en tråd. Prøv igen i selve kanalen.
error-not-informed = Jeg skal først fortælle i teamets kanal, hvad jeg gemmer. Det er på vej, så prøv igen om et øjeblik. Står der stadig ikke noget i kanalen, kan `/team status` fortælle, hvad der er i vejen.
error-never-open = Så er der ingen dage tilbage, hvor jeg kan spørge. Lad mindst én dag om året være åben.
error-platform-down = Discord svarer ikke lige nu. Prøv igen om lidt.
error-command-changed = Kommandoen er ændret siden. Genstart Discord, og prøv igen. `/hjælp` viser, hvad du kan her.

kept-without-permission = Tak, det er gemt hos mig. Men det er ikke vist endnu, for jeg mangler lov til noget i { $channel }: { $permissions }. Sig det til en administrator. Når jeg får lov, kommer det frem af sig selv.
kept-for-later = Tak, det er gemt hos mig. Men det er ikke vist endnu, for jeg kan ikke skrive i { $channel }. { $reason } Når det er på plads, kommer det frem af sig selv.
kept-without-channel = Tak. Men kanalen er slettet, så det kan ikke vises nogen steder.

parked-told = Jeg kan ikke skrive til { $team } i { $channel }. { $reason } Når det er på plads igen, fortsætter jeg af mig selv.
parked-told-permissions = Jeg kan ikke skrive til { $team } i { $channel }. Jeg mangler: { $permissions }. Når rettighederne er på plads, fortsætter jeg af mig selv.
waiting-here = Der ligger noget til dig
waiting-text = Jeg kunne ikke skrive til dig privat. Tryk på knappen, så viser jeg det kun for dig.
waiting-nothing = Der ligger ikke noget til dig lige nu.
button-show-waiting = Vis mig det
