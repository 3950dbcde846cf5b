// Where samples come from: the page itself, files beside it, or the server. Each gives articles, a batch at a time.
export const BATCH = 25;

const articleOf = (html) => {
  const template = document.createElement('template');
  // Made by the same templates as the page: all text in it is escaped.
  template.innerHTML = html;
  return template.content.querySelector('article');
};

const traitsOf = (article) => JSON.parse(article.dataset.traits);

/** What of a choice is a value of a sample, as the page says; the rest is looked for in its texts, or known to the server alone. */
const VALUES = (document.getElementById('samples')?.dataset.values ?? '').split(' ');

const hasValues = (traits, choice) =>
  VALUES.every((name) => !choice[name] || (traits[name] ?? []).includes(choice[name]));

const folded = (text) => text.normalize('NFC').toLowerCase();

/** Whether a text has what is searched for; throws SyntaxError for what is no regular expression. */
function searchOf({ text = '', regex = '' }) {
  const words = folded(text);
  const expression = regex === '' ? null : new RegExp(regex, 'iu');
  return (among) =>
    (words === '' || folded(among).includes(words)) && (expression === null || expression.test(among));
}

/** The text of an element as it came: labels of folds and gaps are no part of it, and hidden characters stand as their names. */
function textIn(element) {
  let text = '';
  const walk = (node) => {
    if (node.nodeType === Node.TEXT_NODE) text += node.data;
    else if (node.matches('.chip')) {
      const [, hex, times = '1'] = /^U\+([0-9A-F]+)(?: ×([\d,]+))?$/.exec(node.textContent) ?? [];
      if (hex !== undefined)
        text += String.fromCodePoint(Number.parseInt(hex, 16)).repeat(Number(times.replaceAll(',', '')));
    } else if (!node.matches('summary, .gap')) node.childNodes.forEach(walk);
  };
  if (element !== null) element.childNodes.forEach(walk);
  return text;
}

/** A sample as a page shows it, to be copied. */
function recordIn(article) {
  const { target, language, prompt } = traitsOf(article);
  const beside = [...article.querySelectorAll('.beside .text')];
  return {
    key: article.dataset.key,
    target: target[0],
    language: language[0],
    prompt: prompt[0],
    repeat: Number(article.dataset.repeat),
    ...(article.querySelector('.asked') && { asked: textIn(article.querySelector('.asked')) }),
    answer: textIn(article.querySelector('.response')),
    ...Object.fromEntries(beside.map((element) => [element.classList[1], textIn(element)])),
    ...(article.querySelector('.gap') && { in_part: true }),
  };
}

function pageSource(list) {
  const articles = [...list.querySelectorAll('article')];
  const texts = new Map();
  const searched = (article) => {
    if (!texts.has(article)) {
      const parts = article.querySelectorAll('.asked, .text:not(.prompt .text)');
      texts.set(article, [...new Set(parts)].map(textIn).join('\n'));
    }
    return texts.get(article);
  };
  const isOf = (one) => {
    const { target, language, prompt } = traitsOf(one);
    return { target: target[0], question: JSON.stringify([language[0], prompt[0], one.dataset.repeat]) };
  };
  return {
    async batch(choice, from) {
      const fits = searchOf(choice);
      const found = articles.filter(
        (article) => hasValues(traitsOf(article), choice) && fits(searched(article)),
      );
      const next = (from ?? 0) + BATCH;
      return {
        articles: found.slice(from ?? 0, next),
        next: next < found.length ? next : null,
        total: found.length,
      };
    },
    async sample(key) {
      return articles.find((article) => article.dataset.key === key) ?? null;
    },
    async beside(article) {
      const own = isOf(article);
      return articles.filter((one) => isOf(one).question === own.question && isOf(one).target !== own.target);
    },
    async record(article) {
      return recordIn(article);
    },
  };
}

async function fetched(address, signal) {
  const response = await fetch(address, { signal });
  const body = await response.json();
  if (!response.ok) throw new Error(body.error?.message ?? `the server said ${response.status}`);
  return body;
}

/** An article, and what the server says of its labels. */
const fromServer = ({ html, labels }) => {
  const article = articleOf(html);
  if (labels !== undefined) article.labels = labels;
  return article;
};

function serverSource() {
  const query = (choice, from) => {
    const words = new URLSearchParams(choice);
    if (from !== null) words.set('from', from);
    return words;
  };
  return {
    async batch(choice, from, signal) {
      // What is no expression is told without asking.
      searchOf(choice);
      const { samples, ...rest } = await fetched(`samples?${query(choice, from)}`, signal);
      return { articles: samples.map(fromServer), ...rest };
    },
    async count(choice, from, signal) {
      return fetched(`count?${query(choice, from)}`, signal);
    },
    async sample(key) {
      const response = await fetch(`sample?key=${encodeURIComponent(key)}`);
      return response.status === 404 ? null : fromServer(await response.json());
    },
    async beside(article) {
      const { samples } = await fetched(`beside?key=${encodeURIComponent(article.dataset.key)}`);
      return samples.map(fromServer);
    },
    async record(article) {
      return fetched(`record?key=${encodeURIComponent(article.dataset.key)}`);
    },
    async label(label) {
      const response = await fetch('label', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(label),
      });
      if (!response.ok) throw new Error((await response.json()).error?.message ?? 'it was not kept');
      return response.json();
    },
    async state() {
      return fetched('state');
    },
  };
}

/**
 * Files: `samples/index.json` says of each shard what is in it, `samples/N.json` are the samples, `samples/keys/XX.json` and
 * `samples/questions/XX.json` say in which shard a key stands, and which keys answer a question. They are fetched when something in them may
 * be shown.
 */
function bundleSource() {
  const kept = new Map();
  const file = (name) => {
    const known = kept.get(name) ?? fetched(`samples/${name}.json`);
    kept.delete(name);
    kept.set(name, known);
    // What is paged through comes again; not all of it has room.
    if (kept.size > 30) kept.delete(kept.keys().next().value);
    return known;
  };
  const bucket = (hash) => (/^[0-9a-f]{2}/.test(hash) ? hash.slice(0, 2) : 'other');
  const index = fetched('samples/index.json');
  const mayHave = ({ values }, choice) =>
    VALUES.every(
      (name) => !choice[name] || name === 'prompt' || Object.hasOwn(values[name] ?? {}, choice[name]),
    );
  const textOf = ({ record }) =>
    [
      record.answer ?? '',
      record.reasoning ?? '',
      ...(record.tool_calls ?? []).flatMap((call) => [call.name, call.arguments]),
      record.refusal ?? '',
      record.error?.message ?? '',
      record.asked ?? '',
    ].join('\n');
  /** How many samples a choice has, where the index says so; else null. */
  const totalOf = (shards, choice) => {
    const names = Object.keys(choice).filter((name) => choice[name]);
    if (names.length === 0) return shards.reduce((sum, { samples }) => sum + samples, 0);
    if (names.length > 1 || !VALUES.includes(names[0]) || names[0] === 'prompt') return null;
    return shards.reduce((sum, { values }) => sum + (values[names[0]]?.[choice[names[0]]] ?? 0), 0);
  };
  const rowOf = async (key) => {
    const { [key]: shard } = await file(`keys/${bucket(key)}`);
    if (shard === undefined) return null;
    return (await file(shard)).samples.find((row) => row.key === key) ?? null;
  };
  const elementOf = (row) => {
    const article = articleOf(row.html);
    article.row = row;
    return article;
  };
  return {
    async batch(choice, from, signal) {
      const { shards } = await index;
      const fits = searchOf(choice);
      const found = [];
      let [shard, place] = from ?? [0, 0];
      const end = performance.now() + 1000;
      while (shard < shards.length && found.length < BATCH) {
        if (!mayHave(shards[shard], choice)) {
          shard++;
          continue;
        }
        const { samples } = await file(shards[shard].name);
        signal?.throwIfAborted();
        while (place < samples.length && found.length < BATCH) {
          const row = samples[place++];
          if (hasValues(row.traits, choice) && fits(textOf(row))) found.push(elementOf(row));
        }
        if (place < samples.length) break;
        [shard, place] = [shard + 1, 0];
        if (performance.now() > end) break;
      }
      const isMore = shards.slice(shard).some((one) => mayHave(one, choice));
      return { articles: found, next: isMore ? [shard, place] : null, total: totalOf(shards, choice) };
    },
    async sample(key) {
      const row = await rowOf(key).catch(() => null);
      return row && elementOf(row);
    },
    async beside({ row }) {
      const { [row.question]: keys = [] } = await file(`questions/${bucket(row.question)}`);
      const rows = await Promise.all(keys.map(rowOf));
      return rows
        .filter((one) => one !== null && one.traits.target[0] !== row.traits.target[0])
        .map(elementOf);
    },
    async record({ row }) {
      return row.record;
    },
  };
}

export const SOURCES = { page: pageSource, server: serverSource, bundle: bundleSource };
