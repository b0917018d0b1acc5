// Treats a page as a browser's translator does, now and whenever its words change: each text is taken out, and another
// one stands in two `font` elements in its place. The words stay as they are, so that things are found by them.

/** What is marked as a name, an address or a code is not translated. */
const LEFT_ALONE = 'font, script, style, textarea, noscript, title, [translate="no"]';

function translate(): void {
  const walker = document.createTreeWalker(document, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) if (walker.currentNode instanceof Text) texts.push(walker.currentNode);
  for (const text of texts) {
    if (text.data.trim() === '' || text.parentElement?.closest(LEFT_ALONE) !== null) continue;
    const outer = document.createElement('font');
    const inner = document.createElement('font');
    inner.append(text.data);
    outer.append(inner);
    text.replaceWith(outer);
  }
}

new MutationObserver(translate).observe(document, { childList: true, subtree: true, characterData: true });
