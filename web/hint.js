// Stands in the page itself: the words of the door are asked for together with its program, not after it, in the language
// that src/i18n/index.ts will choose. __TEXTS__: where they are, by language.
((texts) => {
  let remembered;
  try {
    remembered = JSON.parse(localStorage.getItem('tafelrunde.settings')).language;
  } catch {}
  const browser = navigator.languages.map((tag) => tag.slice(0, 2)).find((tag) => Object.hasOwn(texts, tag));
  const link = document.createElement('link');
  link.rel = 'modulepreload';
  link.crossOrigin = '';
  link.href = texts[remembered] ?? texts[browser] ?? texts.de;
  document.head.append(link);
})(__TEXTS__);
