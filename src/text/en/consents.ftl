# Consent beyond the team: who may hear an example, for how long, and who is asked.

button-wider-list = Who may hear my examples?
button-wider-open = May more people hear it?
button-wider-yes = Yes, please
button-wider-without-name = Yes, without my name
button-wider-no = No, only in the team
wider-button-organisation = In the organisation
wider-button-outside = Outside

wider-list-title = Who may hear your examples?
wider-choose-hint = Choose an example if you want to change it
wider-none = You have no part in a good example that is shared.
wider-title = Who may hear this example?
wider-terms = Beyond the team it is told only if everybody who has a part in it says yes to just these words. If anybody says no, or nothing, it stays in the team, and nobody learns who that was. A yes holds for a year. You can always take it back with `/mine-data vis`.
wider-stays = It stays in the team: the team was finished, or whoever told it is no longer here.

wider-organisation = the organisation
wider-who-organisation = others in { $organisation }
wider-who-outside = people outside { $organisation }

wider-named = with your name
wider-nameless = without your name
wider-team = The team: since { $since }, { $how }.
wider-live = { $who }: yes from { $since }, { $how }, until { $until }.
wider-told = It may be told now.
wider-waits = It is told only once everybody who has a part in it has said yes.
wider-asked = { $who }: You have been asked and have not answered. That counts as a no.
wider-ended = { $who }: Your yes ended on { $at }.
wider-refused = { $who }: no since { $at }.
wider-unasked = { $who }: not yet.

wider-ask-title = May more people hear it?
wider-ask = You have a part in a good example that the team has heard. One of you who have a part in it would like to let { $who } hear it. May they? You answer to the words as they stand below.
wider-again-title = May it be told for another year?
wider-again = Almost a year ago you said yes to { $who } hearing this. Your yes holds until { $until }. May it hold for another year? If you do not answer, it ends by itself.

wider-thanks-told = Thank you. Everybody who has a part in it has said yes, so now { $who } may hear it. Your yes holds until { $until }.
wider-thanks-waits = Thank you. I tell it to { $who } only once everybody who has a part in it has said yes. Your yes holds until { $until }.
wider-thanks-no = That is quite all right. It stays in the team, and nobody learns that you said no.
wider-outdated = The words have changed since. See how they are now with `/my-data show`.
wider-gone = That example is no longer shared, so there is nothing to answer.
