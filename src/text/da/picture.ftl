# The month's picture, and the same in words.

picture-invite-task = Hvem blev ved, til det lykkedes?
picture-invite-context = Hvem gjorde helheden lidt bedre?
picture-invite-lead-follow = Hvem gik forrest – eller fulgte godt?
picture-invite-others = Hvem fik en anden i spil?
picture-leaf = Hvert blad er et godt eksempel, vi har delt.
picture-quiet = Der blev ikke delt så meget. Der blev helt sikkert gjort en del.
picture-talked-about = Det talte vi om
picture-nothing-said = Hvad fylder hos jer? Én linje er nok, når det næste spørgsmål kommer.
picture-more = … og mere
picture-our-team = Vores team
picture-questions = { $count } spørgsmål
picture-answers = { $count } svar
picture-examples = { $count ->
    [one] 1 godt eksempel
   *[other] { $count } gode eksempler
}
picture-alt = Billede af { $month } hos { $team }: fire planter i samme bed, et blad for hvert godt eksempel.
