const STEP_PERCENT = 10;

/**
 * Shows how far something is: one line that is rewritten on a terminal, else a line every 10 %.
 * @param {string} label
 * @param {{write: (text: string) => unknown, isTTY?: boolean}} [out]
 */
export function progress(label, out = process.stderr) {
  let shown = -1;
  return {
    /** @param {number} done @param {number} total */
    update(done, total) {
      const percent = Math.floor((100 * done) / total);
      if (out.isTTY) {
        if (percent !== shown) out.write(`\r\x1b[K${label} ${percent} %`);
        shown = percent;
        return;
      }
      const step = percent - (percent % STEP_PERCENT);
      if (step > shown && step > 0) out.write(`${label} ${step} %\n`);
      shown = Math.max(shown, step);
    },
    end() {
      if (out.isTTY && shown >= 0) out.write('\r\x1b[K');
    },
  };
}

/**
 * Ninja's own progress: `[17/260] Building ...`.
 * @param {string} line
 */
export function parseNinja(line) {
  const match = /^\[(\d+)\/(\d+)\]/.exec(line);
  return match ? { done: Number(match[1]), total: Number(match[2]) } : null;
}
