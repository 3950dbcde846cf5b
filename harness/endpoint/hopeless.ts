/** Failures that no other question to the target will escape: its key is refused, its quota used up, its model or its place not there, or it is to be asked much later. */

/** What it is that no question gets past. */
export type Hopeless = 'key' | 'quota' | 'later' | 'model' | 'place' | 'certificate' | 'proxy';

/** What to do about it, said once when the target stops. */
export const ADVICE: Readonly<Record<Hopeless, string>> = {
  key: 'check the key and what it may ask',
  quota: 'the quota is used up',
  later:
    'the wait that it asks for is longer than all retries of a question; ask again then, or raise "max_wait"',
  model: 'check "model"; `offscript check` says whether it is listed',
  place: 'check "base_url"',
  certificate: 'name its certificate in "ca"',
  proxy: 'check "proxy", or HTTPS_PROXY and HTTP_PROXY',
};

/** UTF-16 code units of a text that are looked at, and of all of them: some servers quote the whole request. */
const LOOKED_AT = 600;
const MOST_LOOKED_AT = 3000;

/** Levels of a problem that are looked into: Google names the limit in the fifth. */
const DEPTH = 6;

const LIMIT = '(?:limit|quota|credit|budget|allowance|cap)s?';
const USED_UP = '(?:reached|exceeded?|exceeds|hit|used|exhausted|consumed|depleted|r[au]n out|no more)';
const BETWEEN = '[^.;:\\n]{0,60}?';

/**
 * That a limit of such periods is used up, in one sentence or as a code: "monthly included credits", "quota for this month". What somebody
 * may buy ("a monthly plan with higher limits") is none.
 */
function usedUp(adjective: string, noun: string): string {
  const what =
    '(?:included|usage|api|token|request|spend|spending|free|inference|rate|billing|credit|account)s?';
  const limit = `\\b(?:${adjective}[_ -](?:${what}[_ -]){0,3}${LIMIT}|(?:${LIMIT}|tokens?|requests?) (?:for|of|per) (?:(?:this|the|your|current|billing) ){0,3}${noun})\\b`;
  const code = `\\b${adjective}_(?:[a-z]+_){0,3}(?:count|limit|quota|reached|exceeded)\\b`;
  return `\\b${USED_UP}\\b${BETWEEN}${limit}|${limit}${BETWEEN}\\b${USED_UP}\\b|${code}`;
}

const MONTH_USED_UP = usedUp('(?:month|year)ly', '(?:month|year)');

/** What is used up for so long that a wait which a gateway names beside it says nothing of it. */
const LASTING = new RegExp(`insufficient_quota|PerDay|${MONTH_USED_UP}`, 'i');

/** Codes and sentences by which servers say it. A number alone is no code here: those are read as statuses. */
const SIGNS: readonly (readonly [Hopeless, RegExp])[] = [
  [
    'quota',
    new RegExp(
      `${/insufficient[_ -]?(?:user[_ ])?(?:quota|balance|credits?|funds)|exceeded[_ ](?:your[_ ])?current[_ ]quota|billing[_ ](?:error|hard|soft|not)|balance is (?:too low|insufficient)|(?:out of|no|not enough|used all (?:available )?)[_ ]?credits|payment[_ ]required|quota[_ ]exhausted|arrear|overdue|spending limit|PerDay|usage_limit_reached|reached your (?:specified )?api usage limits?|余额不足|欠费/.source}|${usedUp('(?:dai|week)ly', '(?:day|week)')}|${MONTH_USED_UP}`,
      'i',
    ),
  ],
  [
    'key',
    /(?:invalid|incorrect|missing|no|expired)[_ ](?:x-)?api[_ -]?key|api[_ ]?key (?:is )?(?:not valid|invalid|expired|missing|required)|api_key_invalid|authentication[_ ](?:error|fail)|permission[_ ](?:denied|error)|login fail|\bunauthori[sz]ed\b/i,
  ],
  [
    'model',
    /model[_ ](?:is[_ ])?not[_ ](?:found|exist|available|supported|loaded)|(?:models?|deployment)\b.{0,120}?(?:does not exist|doesn't exist|not found|not exist|(?:not|no longer) supported|decommissioned)|not a valid model|no such model|(?:unknown|invalid|unsupported) model\b|invalid_model|no models? loaded|DeploymentNotFound/i,
  ],
];

/** Answers of filters, each to one question alone, that some gateways give with a 403. */
const FILTERED = /moderat|flagged|content[_ ]?(?:filter|policy)|safety|blocked/i;

/** Texts of a problem that say what it is, without a request that may be quoted in it. */
function saidIn(problem: unknown, depth = 0): string {
  if (typeof problem === 'string') return problem.slice(0, LOOKED_AT);
  if (problem === null || typeof problem !== 'object' || depth > DEPTH) return '';
  return Object.entries(problem)
    .filter(([name]) => name !== 'input' && name !== 'metadata')
    .map(([, value]) => saidIn(value, depth + 1))
    .join('\n')
    .slice(0, MOST_LOOKED_AT);
}

/**
 * What a failed request says of all others, or null. `asked` is whether the server asks to wait: then a quota comes back. Google calls
 * limits of a minute a quota, and says so when they are those of a day; one of a month is waited for by nobody.
 */
export function hopelessIn(
  status: number | undefined,
  problem: unknown,
  message: string,
  asked: boolean,
): Hopeless | null {
  const said = `${message.slice(0, LOOKED_AT)}\n${saidIn(problem)}`;
  const [sign] = SIGNS.find(([, pattern]) => pattern.test(said)) ?? [];
  if (status === 429 || status === 503) {
    return sign === 'quota' && (!asked || LASTING.test(said)) ? 'quota' : null;
  }
  if (status !== undefined && status >= 500) return null;
  if (status === 402) return 'quota';
  if (status === 401) return sign === 'quota' ? sign : 'key';
  if (status === 403) return FILTERED.test(said) ? null : (sign ?? 'key');
  if (status === 404 || status === 405 || status === 410) return sign ?? 'place';
  if (status !== undefined && status >= 300 && status < 400) return 'place';
  return sign ?? null;
}
