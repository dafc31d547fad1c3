# When something is in the way: what it was, and what to do. Only the person sees it.

error-ours = Det gik galt hos mig, ikke hos dig. Prøv igen om lidt.
error-ours-with-text = Det gik galt hos mig, ikke hos dig. Din tekst står her, klar til at kopiere.
error-your-text = Din tekst:
error-no-team-here = Her er ikke noget team. Kommandoen virker i en kanal, hvor der er et, eller i en af dens tråde.
error-no-team-here-but = Her er ikke noget team. Prøv i { $channels }.
error-only-in-server = Kommandoen virker kun i et teams kanal på en server, ikke i private beskeder.
error-only-administrator = Det kan kun en, der må administrere serveren. Spørg en administrator.
error-only-trio = Det kan kun teamets TRIO (leder, AMR, TR) og serverens administratorer.
error-not-for-you = Den knap er ikke til dig.
error-button-outdated = Den knap gælder ikke længere.
error-already-done = Det er allerede gjort.
error-too-fast = Det gik lidt stærkt. Vent et minut, og prøv igen.
error-too-long = Teksten er på { $length } tegn, og der er plads til { $most }. Kort den lidt af, og send igen.
error-unknown-date = Jeg forstår ikke datoen "{ $text }". Skriv den som 2026-12-24 eller 24-12-2026.
error-date-past = { $date } er allerede gået. Vælg en dag, der kommer.
error-unknown-time = Jeg forstår ikke klokkeslættet "{ $text }". Skriv det som 09:00.
error-unknown-month = Jeg forstår ikke måneden "{ $text }". Skriv den som 2026-11.
error-cron = Jeg forstår ikke planen "{ $text }": { $reason }
error-cron-fields = Der skal stå fem felter, ikke { $count }.
error-cron-field = Feltet nummer { $number } kan ikke læses: { $text }
error-cron-never = Ingen dato passer til den.
error-cron-too-often = Den plan giver flere spørgsmål på samme dag. Højst ét om dagen er nok.
error-missing-permissions = Jeg mangler lov til det her i { $channel }: { $permissions }. Giv min rolle de rettigheder under kanalens indstillinger, og prøv igen.
error-cannot-see-channel = Jeg kan ikke se { $channel }. Giv min rolle lov til at se kanalen, og prøv igen.
error-channel-kind = Et team skal bo i en tekstkanal. { $channel } er en anden slags.
error-channel-is-thread = Et team skal bo i en kanal, ikke i en tråd. Prøv igen i selve kanalen.
error-platform-down = Discord svarer ikke lige nu. Prøv igen om lidt.

parked-told = Jeg kan ikke skrive til { $team } i { $channel }. { $reason } Når det er på plads igen, fortsætter jeg af mig selv.
parked-told-permissions = Jeg kan ikke skrive til { $team } i { $channel }. Jeg mangler: { $permissions }. Når rettighederne er på plads, fortsætter jeg af mig selv.
waiting-here = Der ligger noget til dig
waiting-text = Jeg kunne ikke skrive til dig privat. Tryk på knappen, så viser jeg det kun for dig.
waiting-nothing = Der ligger ikke noget til dig lige nu.
button-show-waiting = Vis mig det
