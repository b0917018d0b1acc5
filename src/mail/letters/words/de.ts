// German first. Plain words: many who read this seldom do so on a screen.

export const de = {
  subjectInvited: (what: string, when: string) => `Einladung: ${what}, ${when}`,
  subjectChanged: (what: string, when: string) => `Geändert: ${what}, ${when}`,
  subjectCancelled: (what: string, when: string) => `Abgesagt: ${what}, ${when}`,
  subjectReminder: (what: string, when: string) => `Erinnerung: ${what}, ${when}`,
  subjectCalled: (what: string) => `Bitte kommen Sie jetzt: ${what}`,
  greeting: (name: string | null) => (name === null ? 'Guten Tag,' : `Guten Tag ${name},`),
  invited: (by: string, what: string) => `${by} lädt Sie zur Videokonferenz „${what}“ ein.`,
  changed: (by: string, what: string) => `${by} hat die Videokonferenz „${what}“ geändert. Es gilt:`,
  cancelled: (by: string, what: string) => `${by} hat die Videokonferenz „${what}“ abgesagt. Sie findet nicht statt.`,
  dateMoved: (by: string, what: string) =>
    `${by} hat einen Termin der Videokonferenz „${what}“ verlegt. Alle anderen bleiben.`,
  dateCancelled: (by: string, what: string) =>
    `${by} hat einen Termin der Videokonferenz „${what}“ abgesagt. Alle anderen bleiben.`,
  dateAsPlanned: (by: string, what: string) =>
    `${by} lässt einen Termin der Videokonferenz „${what}“ doch wie geplant stattfinden. Alle anderen bleiben.`,
  reminder: (what: string) => `Wir erinnern Sie an die Videokonferenz „${what}“, zu der Sie eingeladen sind.`,
  ownReminder: (what: string, room: string) =>
    `Wir erinnern Sie an die Videokonferenz „${what}“, für die Ihr Raum „${room}“ reserviert ist.`,
  toReservation: 'Zur Reservierung',
  called: (by: string, what: string) => `${by} ruft jetzt alle zur Videokonferenz „${what}“ zusammen.`,
  when: 'Wann',
  before: 'Bisher',
  zone: 'Zeitzone',
  dates: 'Termine',
  more: (count: number) =>
    count === 1
      ? 'und ein weiterer, der in Ihrem Kalender steht'
      : `und ${count} weitere, die in Ihrem Kalender stehen`,
  enter: 'An der Konferenz teilnehmen',
  own: 'Der Link ist nur für Sie: Er führt auf Ihren Platz. Geben Sie ihn nicht weiter.',
  needs: 'Es genügt ein Browser auf Computer, Tablet oder Telefon. Ein Konto und eine Installation brauchen Sie nicht.',
  code: 'Mit dem Telefon: diesen Code mit der Kamera aufnehmen.',
  subjectAccount: (house: string) => `Ihr Konto bei ${house}`,
  account: (house: string) =>
    `Für Sie wurde ein Konto angelegt, mit dem Sie für ${house} Videokonferenzen einrichten. Legen Sie ein Passwort fest, dann können Sie beginnen.`,
  subjectForgotten: 'Neues Passwort festlegen',
  forgotten: (house: string) =>
    `Jemand hat für Ihr Konto bei ${house} ein neues Passwort erbeten. Wenn Sie das waren, legen Sie es hier fest. Wenn nicht, brauchen Sie nichts zu tun: Ihr Passwort gilt weiter.`,
  setPassword: 'Passwort festlegen',
  validUntil: (until: string) => `Der Link gilt einmal, bis ${until}. Geben Sie ihn nicht weiter.`,
} as const;
