let place = '';
let call: string | null = null;

/** What the browser's tab says of where one is. */
export function setPageTitle(title: string): void {
  place = title;
  show();
}

/** Before the title until the page is looked at; a page that is looked at needs no call. */
export function callBack(text: string): void {
  if (!document.hidden) return;
  call = text;
  show();
  document.addEventListener('visibilitychange', seen);
}

function seen(): void {
  if (document.hidden) return;
  document.removeEventListener('visibilitychange', seen);
  call = null;
  show();
}

function show(): void {
  document.title = call === null ? place : `${call} · ${place}`;
}
