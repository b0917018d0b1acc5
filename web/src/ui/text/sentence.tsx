/** Around the number of what is kept while the sentence is made: a private-use character, which no catalogue has. */
const MARK = '\uE000';
const MARKED = new RegExp(`${MARK}(\\d+)${MARK}`);

interface SentenceProps {
  /** Makes the sentence; what goes through `keep` on its way into it is not translated. */
  readonly say: (keep: (text: string) => string) => string;
}

/** A sentence with names in it: where the browser translates the page they stay what they are, each in its own direction. */
export function Sentence({ say }: SentenceProps) {
  const kept: string[] = [];
  const text = say((one) => {
    kept.push(one);
    return `${MARK}${kept.length - 1}${MARK}`;
  });
  // Split by an expression with a group, every second piece is what the group has found.
  return text.split(MARKED).map((piece, index) => {
    const key = `${index}`;
    if (index % 2 === 0) return piece !== '' && <span key={key}>{piece}</span>;
    const name = kept[Number(piece)];
    if (name === undefined) return <span key={key}>{MARK + piece + MARK}</span>;
    return (
      <bdi key={key} translate="no">
        {name}
      </bdi>
    );
  });
}
