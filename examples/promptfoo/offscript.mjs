// An assertion of promptfoo: passes where `offscript serve` finds the answer in its language, and unmixed.

const SERVER = process.env.OFFSCRIPT_SERVER ?? 'http://127.0.0.1:8400';

/** @returns {Promise<{ pass: boolean, score: number, reason: string }>} */
export default async function offscript(output, { prompt, vars }) {
  const response = await fetch(`${SERVER}/v1/detect`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    // What the prompt says is not foreign in the answer.
    body: JSON.stringify({ text: String(output), language: vars.language, prompt }),
  });
  const record = await response.json();
  if (!response.ok) throw new Error(`offscript: ${record.error.message}`);
  if (record.too_short) return { pass: false, score: 0, reason: 'too short to be scored' };
  const found = record.findings.map(({ text, script, start }) => `${script} "${text}" at ${start}`);
  const reasons = [...(record.wrong_language ? ['in another language'] : []), ...(record.mixed ? found : [])];
  const pass = reasons.length === 0;
  return { pass, score: pass ? 1 : 0, reason: pass ? `in ${record.language}` : reasons.join('; ') };
}
