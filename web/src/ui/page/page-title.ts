let place = '';
let call: { readonly text: string } | null = null;

/** What the browser's tab says of where one is. */
export function setPageTitle(title: string): void {
  place = title;
  show();
}

/**
 * Before the title until the page is looked at; a page that is looked at needs no call. Answers what takes it back, where
 * it is over before that.
 */
export function callBack(text: string): () => void {
  if (!document.hidden) return () => {};
  const own = { text };
  call = own;
  show();
  document.addEventListener('visibilitychange', seen);
  return () => {
    // A later call has a cause of its own.
    if (call === own) end();
  };
}

function seen(): void {
  if (!document.hidden) end();
}

function end(): void {
  document.removeEventListener('visibilitychange', seen);
  call = null;
  show();
}

function show(): void {
  document.title = call === null ? place : `${call.text} · ${place}`;
}
