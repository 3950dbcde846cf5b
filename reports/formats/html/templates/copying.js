// What is copied of a sample.

/** What a terminal or an editor may take for more than a character. */
const CONTROLS = /[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

/** A command that detects in an answer once more. All of the sample stands in one line of JSON, which ends no here-document. */
export function commandOf({ key, answer, language, asked }) {
  const line = JSON.stringify({ id: key, text: answer ?? '', language, ...(asked && { prompt: asked }) });
  const safe = line.replace(CONTROLS, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return `offscript detect --jsonl --explain <<'OFFSCRIPT'\n${safe}\nOFFSCRIPT\n`;
}

export async function copied(text) {
  if (navigator.clipboard !== undefined) return navigator.clipboard.writeText(text);
  // A page that came without encryption has no clipboard.
  const area = document.createElement('textarea');
  area.value = text;
  document.body.append(area);
  area.select();
  const isDone = document.execCommand('copy');
  area.remove();
  if (!isDone) throw new Error('not copied');
}
