// Every sentence of the page itself, in Danish and English. What the bot says comes from the bot.

const da = {
  title: "Aktør – prøv den", skip: "Gå til skrivefeltet",
  direct: "Private beskeder",
  bar: "Tid og indstillinger", side: "Kanaler og beskeder",
  youAre: "Du er nu", people: "Opdigtede kolleger",
  waiting: (n) => n === 1 ? "1 ny privat besked" : `${n} nye private beskeder`,
  unread: "ulæst", now: "Klokken på siden",
  day: "En dag", week: "En uge", question: "Til næste spørgsmål", letter: "Til næste månedsbrev",
  dayHint: "Spring en dag frem", weekHint: "Spring en uge frem",
  fill: "Fyld med eksempler", fillHint: "Lad de andre kolleger svare på ugens spørgsmål",
  company: "Kolleger svarer imens", leaping: "Tiden går …", filling: "Kollegerne skriver …",
  light: "Lyst udseende", dark: "Mørkt udseende", language: "EN: skift til engelsk (English)", languageShort: "EN",
  openSide: "Vis kanaler", closeSide: "Skjul kanaler", close: "Luk", cancel: "Annuller", send: "Send",
  members: "Medlemmer", openTour: "Rundvisning", tour: "Rundvisning", step: (n, of) => `Trin ${n} af ${of}`, taken: "gjort",
  goThere: (name) => `Bliv ${name}`, here: "Vis mig stedet", next: "Næste trin", hideTour: "Skjul rundvisningen",
  tourDone: "Så har du set det hele. Prøv løs: alt her er opdigtet, og intet forlader din maskine.",
  writeIn: (where) => `Skriv i ${where}`, writeTo: (name) => `Skriv til ${name}`,
  message: "Besked",
  replyTo: (name) => `Svarer ${name}`, noReply: "Fortryd", ping: "Giv besked", pingOff: "Uden at give besked",
  archived: "Tråden er gået i dvale. Den vågner, hvis du skriver.", cannotWrite: "Du kan ikke skrive her.",
  onlyYou: "Kun du kan se dette", dismiss: "Skjul", edited: "(rettet)", bot: "BOT", thinking: "Aktør tænker …",
  used: (name, what) => `${name} brugte ${what}`, newSince: "Nyt",
  startedThread: (name, thread) => `${name} startede tråden ${thread}.`,
  threadOpen: "Vis tråden", answersCount: (n) => n === 0 ? "ingen svar endnu" : n === 1 ? "1 svar" : `${n} svar`,
  thread: "Tråd", gone: "Beskeden er slettet", showMessage: "Vis beskeden",
  reply: "Svar på beskeden", react: "Reagér", editMessage: "Ret besked", deleteMessage: "Slet besked", more: "Flere muligheder",
  copy: "Kopiér tekst", copied: "Kopieret", startThread: "Start en tråd", threadName: "Hvad skal tråden hedde?",
  apps: "Aktør", mention: "Nævn i en besked", messageMenu: "Muligheder for beskeden", profile: (name) => `${name}: profil og muligheder`,
  deleteSure: "Skal beskeden slettes?", deleteText: "Den forsvinder for alle.", delete: "Slet", save: "Gem",
  editHint: "Enter gemmer, Escape fortryder", reactions: "Vælg en reaktion", reacted: (emoji, n) => `${emoji}: ${n}`,
  noMessages: "Her er stille endnu", noMessagesText: "Skriv det første, eller skriv / for at se, hvad du kan bede Aktør om.",
  noLetters: "Her skriver Aktør kun, når der er noget til dig", noLettersText: "For eksempel når en kollega har fremhævet noget, du gjorde, eller når TRIO skal se månedsbrevet. Du kan også bruge kommandoer her.",
  silent: "Aktør svarede ikke. Prøv igen om lidt.",
  commands: "Kommandoer", noCommand: "Ingen kommando passer. Skriv / og vælg fra listen.", optional: "valgfri", must: "skal udfyldes",
  addOption: "Tilføj:", remove: "Fjern", run: "Brug kommandoen", yes: "Ja", no: "Nej", choose: "Vælg …", searchPeople: "Skriv et navn",
  chooseOne: "Vælg",
  choosePlaceholder: "Vælg …", chooseAtLeast: (n) => `Vælg mindst ${n}`,
  chooseAtMost: (n) => `Vælg højst ${n}`, needed: "Feltet skal udfyldes.", atLeast: (n) => `Skriv mindst ${n} tegn.`,
  charsLeft: (n) => `${n} tegn tilbage`, discardSure: "Teksten er ikke sendt. Luk alligevel?", keepWriting: "Skriv videre", discard: "Luk uden at sende",
  from: (name) => `Fra ${name}. Kun Aktør får det, du skriver.`, linkInert: "Links åbner ikke her. Adressen: ", enlarge: "Vis billedet større",
  picture: "Billede", file: "Fil", you: "dig", online: "Kolleger", messageFrom: (name, text) => `${name}: ${text}`,
  lost: "Forbindelsen er væk. Kører demoen stadig? Siden prøver igen.", back: "Forbundet igen.",
  gateTitle: "Åbn linket fra terminalen", gateText: "Siden skal bruge nøglen i det link, som aktor demo skrev. Den gælder kun, så længe demoen kører. Kopiér hele linket, også det efter #.",
  failed: "Det lykkedes ikke.", refusals: {
    50001: "Det kan du ikke se eller gøre her.", 50013: "Det har du ikke lov til her.", 50007: "Den person tager ikke imod private beskeder.",
    50006: "Beskeden er tom.", 50035: "Det kan ikke sendes sådan. Er teksten for lang? Der er plads til 2.000 tegn.", 50083: "Tråden er gået i dvale. Skriv i den for at vække den.",
    10008: "Beskeden findes ikke længere.", 10003: "Kanalen findes ikke længere.", 160004: "Beskeden har allerede en tråd.", 10014: "Den reaktion kendes ikke.",
    50005: "Du kan kun rette dine egne beskeder.", 160005: "Tråden er låst.",
  },
  tooLong: (n) => `${n} tegn for meget. Der er plads til 2.000.`, forumPosts: "Opslag", forumEmpty: "Her er ingen opslag endnu.", edit: "Ret",
  newMessages: "Nye beskeder ↓", everyone: "alle", unknown: "ukendt",
};

const en = {
  title: "Aktør – try it", skip: "Skip to the message field",
  direct: "Private messages",
  bar: "Time and settings", side: "Channels and messages",
  youAre: "You are now", people: "Invented colleagues",
  waiting: (n) => n === 1 ? "1 new private message" : `${n} new private messages`,
  unread: "unread", now: "The page's clock",
  day: "A day", week: "A week", question: "To the next question", letter: "To the next monthly letter",
  dayHint: "Move one day ahead", weekHint: "Move one week ahead",
  fill: "Fill with examples", fillHint: "Let the other colleagues answer this week's question",
  company: "Colleagues answer meanwhile", leaping: "Time passes …", filling: "Colleagues are writing …",
  light: "Light look", dark: "Dark look", language: "DA: switch to Danish (dansk)", languageShort: "DA",
  openSide: "Show channels", closeSide: "Hide channels", close: "Close", cancel: "Cancel", send: "Send",
  members: "Members", openTour: "Tour", tour: "Guided tour", step: (n, of) => `Step ${n} of ${of}`, taken: "done",
  goThere: (name) => `Become ${name}`, here: "Show me where", next: "Next step", hideTour: "Hide the tour",
  tourDone: "You have seen it all. Try whatever you like: everything here is invented, and nothing leaves your machine.",
  writeIn: (where) => `Write in ${where}`, writeTo: (name) => `Write to ${name}`,
  message: "Message",
  replyTo: (name) => `Replying to ${name}`, noReply: "Never mind", ping: "Notify", pingOff: "Without notifying",
  archived: "The thread has gone to sleep. It wakes when you write.", cannotWrite: "You cannot write here.",
  onlyYou: "Only you can see this", dismiss: "Hide", edited: "(edited)", bot: "BOT", thinking: "Aktør is thinking …",
  used: (name, what) => `${name} used ${what}`, newSince: "New",
  startedThread: (name, thread) => `${name} started the thread ${thread}.`,
  threadOpen: "Show thread", answersCount: (n) => n === 0 ? "no answers yet" : n === 1 ? "1 answer" : `${n} answers`,
  thread: "Thread", gone: "The message is deleted", showMessage: "Show the message",
  reply: "Reply", react: "React", editMessage: "Edit message", deleteMessage: "Delete message", more: "More options",
  copy: "Copy text", copied: "Copied", startThread: "Start a thread", threadName: "What shall the thread be called?",
  apps: "Aktør", mention: "Mention in a message", messageMenu: "Options for the message", profile: (name) => `${name}: profile and options`,
  deleteSure: "Delete the message?", deleteText: "It disappears for everyone.", delete: "Delete", save: "Save",
  editHint: "Enter saves, Escape cancels", reactions: "Choose a reaction", reacted: (emoji, n) => `${emoji}: ${n}`,
  noMessages: "It is quiet here so far", noMessagesText: "Write the first message, or type / to see what you can ask Aktør for.",
  noLetters: "Aktør writes here only when there is something for you", noLettersText: "For example when a colleague has highlighted something you did, or when the TRIO is to see the monthly letter. You can use commands here too.",
  silent: "Aktør did not answer. Try again in a moment.",
  commands: "Commands", noCommand: "No command fits. Type / and choose from the list.", optional: "optional", must: "required",
  addOption: "Add:", remove: "Remove", run: "Use the command", yes: "Yes", no: "No", choose: "Choose …", searchPeople: "Type a name",
  chooseOne: "Choose",
  choosePlaceholder: "Choose …", chooseAtLeast: (n) => `Choose at least ${n}`,
  chooseAtMost: (n) => `Choose at most ${n}`, needed: "This field is required.", atLeast: (n) => `Write at least ${n} characters.`,
  charsLeft: (n) => `${n} characters left`, discardSure: "Your text has not been sent. Close anyway?", keepWriting: "Keep writing", discard: "Close without sending",
  from: (name) => `From ${name}. Only Aktør gets what you write.`, linkInert: "Links do not open here. The address: ", enlarge: "Show the picture larger",
  picture: "Picture", file: "File", you: "you", online: "Colleagues", messageFrom: (name, text) => `${name}: ${text}`,
  lost: "The connection is gone. Is the demo still running? The page tries again.", back: "Connected again.",
  gateTitle: "Open the link from the terminal", gateText: "The page needs the key in the link that aktor demo printed. It holds only while the demo runs. Copy the whole link, including what comes after #.",
  failed: "That did not work.", refusals: {
    50001: "You cannot see or do that here.", 50013: "You are not allowed to do that here.", 50007: "That person takes no private messages.",
    50006: "The message is empty.", 50035: "It cannot be sent like this. Is the text too long? There is room for 2,000 characters.", 50083: "The thread has gone to sleep. Write in it to wake it.",
    10008: "The message no longer exists.", 10003: "The channel no longer exists.", 160004: "The message already has a thread.", 10014: "That reaction is not known.",
    50005: "You can only edit your own messages.", 160005: "The thread is locked.",
  },
  tooLong: (n) => `${n} characters too many. There is room for 2,000.`, forumPosts: "Posts", forumEmpty: "There are no posts here yet.", edit: "Edit",
  newMessages: "New messages ↓", everyone: "everyone", unknown: "unknown",
};

const books = { da, en };
let spoken = localStorage.getItem("aktor.language") ?? (navigator.language.startsWith("en") ? "en" : "da");
if (!books[spoken]) spoken = "da";

/** The language that is shown: "da" or "en". */
export const language = () => spoken;

/** Shows another language from now on. */
export function speak(code) {
  spoken = code;
  localStorage.setItem("aktor.language", code);
}

/** A sentence by its key, with what it needs. */
export function say(key, ...values) {
  const found = books[spoken][key];
  return typeof found === "function" ? found(...values) : found ?? key;
}

/** What Discord's refusal means, in plain words. */
export function refusal(text) {
  const code = /refused with \d+ (\d+)/.exec(text ?? "")?.[1];
  return books[spoken].refusals[code] ?? books[spoken].failed;
}

/** The one of two written languages that is shown. */
export const either = (words) => words?.[spoken] ?? words?.da ?? "";

/** The name or description of a command, option or choice in the language shown. */
export function localised(thing, field) {
  const all = thing[`${field}_localizations`] ?? {};
  return (spoken === "en" ? all["en-GB"] ?? all["en-US"] : all.da) ?? thing[field] ?? "";
}

const zone = "Europe/Copenhagen";
const locale = () => (spoken === "en" ? "en-GB" : "da-DK");
const formats = new Map();
function format(style, moment) {
  const key = spoken + JSON.stringify(style);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(locale(), { timeZone: zone, ...style }));
  return formats.get(key).format(moment);
}
/** "09.00" or "09:00". */
export const hour = (moment) => format({ hour: "2-digit", minute: "2-digit" }, moment);
/** "mandag den 5. oktober 2026". */
export const wholeDay = (moment) => format({ weekday: "long", day: "numeric", month: "long", year: "numeric" }, moment);
/** "man. 5. okt. 09.00". */
export const shortMoment = (moment) => `${format({ weekday: "short", day: "numeric", month: "short", year: "numeric" }, moment)} · ${hour(moment)}`;
/** A Discord timestamp `<t:…:style>`. */
export function stamped(seconds, style) {
  const moment = new Date(Number(seconds) * 1000);
  const styles = {
    t: { hour: "2-digit", minute: "2-digit" }, T: { hour: "2-digit", minute: "2-digit", second: "2-digit" },
    d: { day: "2-digit", month: "2-digit", year: "numeric" }, D: { day: "numeric", month: "long", year: "numeric" },
    F: { weekday: "long", day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit" },
  };
  return format(styles[style] ?? { day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit" }, moment);
}
