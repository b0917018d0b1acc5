import ICAL from 'ical.js';

/** An object as another program reads it, by the zones that it brings along and no others. */
export function readCalendar(text: string) {
  const root = new ICAL.Component(ICAL.parse(text));
  ICAL.TimezoneService.reset();
  for (const each of root.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(new ICAL.Timezone(each));
  const components = root.getAllSubcomponents('vevent');
  const events = components.map((each) => new ICAL.Event(each));
  const master = events.find((event) => !event.isRecurrenceException());
  for (const event of events) if (event.isRecurrenceException()) master?.relateException(event.component);
  return {
    method: root.getFirstPropertyValue('method'),
    zones: root.getAllSubcomponents('vtimezone').map((zone) => zone.getFirstPropertyValue('tzid')),
    root,
    events: events.map((event) => ({
      uid: event.uid,
      sequence: event.sequence,
      summary: event.summary,
      status: event.component.getFirstPropertyValue('status'),
      recurrenceId: event.recurrenceId?.toString() ?? null,
      start: event.startDate.toJSDate().toISOString(),
      end: event.endDate.toJSDate().toISOString(),
      attendees: event.attendees.map((each) => String(each.getFirstValue())),
      organizer: event.organizer,
    })),
    /** When it takes place, in ISO form. */
    get begins(): string[] {
      if (master === undefined) return [];
      const read: string[] = [];
      const iterator = master.iterator();
      for (let next = iterator.next(); next; next = iterator.next()) {
        read.push(master.getOccurrenceDetails(next).startDate.toJSDate().toISOString());
      }
      return read.sort();
    },
  };
}
