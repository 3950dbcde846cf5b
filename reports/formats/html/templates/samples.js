// Samples: chosen by the fields, which are what the address says; shown a batch at a time. Without this script all that are in the page are listed.
import { commandOf, copied } from './copying.js';
import { labelling } from './labelling.js';
import { BATCH, SOURCES } from './sources.js';
import { watch } from './watching.js';

(() => {
  const byId = (id) => document.getElementById(id);
  const list = byId('samples');
  const form = byId('filters');
  if (list === null || form === null) return;

  const { source: origin, called } = list.dataset;
  const source = SOURCES[origin](list);
  const status = byId('count');
  const more = byId('more');
  const section = list.closest('section');
  const grouped = new Intl.NumberFormat('en-US');
  let all = Number(list.dataset.all);

  const fields = [...form.querySelectorAll('select')];
  const prompt = byId('by-prompt');
  const words = byId('by-text');
  const asRegex = byId('as-regex');

  /** What the address says: one sample, or a choice. Fragments without a name and a value are places in the page. */
  function read() {
    const fragment = location.hash.slice(1);
    const query = new URLSearchParams(fragment.includes('=') ? fragment : '');
    const choice = {};
    for (const [name, value] of query)
      if (name !== 'sample' && name !== 'beside' && value) choice[name] = value;
    return { key: query.get('sample'), beside: query.has('beside'), choice, isGiven: fragment.includes('=') };
  }

  const written = (choice, { key = null, beside = false } = {}) => {
    const query = new URLSearchParams();
    if (key !== null) query.set('sample', key);
    if (beside) query.set('beside', '1');
    for (const [name, value] of Object.entries(choice)) if (value) query.set(name, value);
    return `#${query}`;
  };

  function fieldsSay() {
    const choice = {};
    for (const { name, value } of fields) choice[name] = value;
    choice.prompt = prompt.value.trim();
    choice[asRegex.checked ? 'regex' : 'text'] = words.value.trim();
    return choice;
  }

  function fillFields(choice) {
    for (const field of fields) {
      const value = choice[field.name] ?? '';
      // A link may name what the fields do not have, as when a run has grown.
      if (value !== '' && ![...field.options].some((option) => option.value === value))
        field.append(new Option(value, value));
      field.value = value;
    }
    prompt.value = choice.prompt ?? '';
    const rare = form.querySelector('.rare');
    if ([...rare.querySelectorAll('select, input')].some(({ value }) => value !== '')) rare.open = true;
    asRegex.checked = Boolean(choice.regex);
    words.value = choice.regex ?? choice.text ?? '';
  }

  let shown = [];
  let current = null;
  let next = null;
  let going = new AbortController();

  function say(text) {
    status.textContent = text;
  }

  function sayCount({ total, least }) {
    const verb = origin === 'page' ? 'shown' : 'found';
    const of = `of ${grouped.format(all)} ${called}`;
    if (total === null || total === undefined)
      say(`${verb} ${grouped.format(shown.length)} ${next === null ? of : `so far, ${of}`}`);
    else say(`${verb} ${least ? 'at least ' : ''}${grouped.format(total)} ${of}`);
  }

  function append(articles, { choice }) {
    for (const article of articles) {
      equip(article);
      shown.push(article);
      list.append(article);
      highlight(article, choice);
    }
  }

  /** Goes on counting where the server gave up after a moment. */
  async function countOn(choice, counted, sum, signal) {
    let [from, total] = [counted, sum];
    while (from !== null && !signal.aborted) {
      const part = await source.count(choice, from, signal);
      total += part.total;
      from = part.next;
      if (!signal.aborted) sayCount({ total, least: from !== null });
    }
  }

  async function show() {
    going.abort();
    going = new AbortController();
    const { signal } = going;
    const { key, beside, choice, isGiven } = read();
    fillFields(choice);
    marked?.clear();
    list.setAttribute('aria-busy', 'true');
    try {
      if (key !== null) await showOne(key, beside, choice, signal);
      else await showChosen(choice, signal);
      if (isGiven && signal === going.signal) section.scrollIntoView({ block: 'start' });
    } catch (error) {
      if (signal.aborted) return;
      say(error.name === 'SyntaxError' ? `This is no regular expression: ${error.message}` : error.message);
    } finally {
      list.removeAttribute('aria-busy');
    }
  }

  async function showChosen(choice, signal) {
    let batch = await source.batch(choice, null, signal);
    if (signal.aborted) return;
    begin();
    let { total } = batch;
    for (;;) {
      next = batch.next;
      append(batch.articles, { choice });
      const counted = batch.counted ?? null;
      sayCount({ total, least: counted !== null });
      // A search that looks at every text gives what it has found after a moment.
      if (shown.length >= BATCH || next === null) {
        more.parentElement.hidden = next === null;
        if (counted !== null) await countOn(choice, counted, total, signal);
        return;
      }
      batch = await source.batch(choice, next, signal);
      if (signal.aborted) return;
      if (batch.total !== null) total += batch.total;
    }
  }

  function begin() {
    shown = [];
    current = null;
    next = null;
    list.replaceChildren();
    more.parentElement.hidden = true;
  }

  async function showOne(key, beside, choice, signal) {
    const article = await source.sample(key);
    if (signal.aborted) return;
    begin();
    if (article === null) {
      const command = document.querySelector('.more-samples code')?.textContent;
      say(`This page does not have the sample ${key}${command ? `; ${command} shows all` : ''}.`);
      return;
    }
    append([article], { choice });
    say('one sample; “All” shows the others');
    choose(article);
    if (beside) await besideOf(article, true);
  }

  async function showMore() {
    if (next === null) return false;
    const { choice } = read();
    const { signal } = going;
    more.disabled = true;
    try {
      const batch = await source.batch(choice, next, signal);
      if (signal.aborted) return false;
      next = batch.next;
      append(batch.articles, { choice });
      more.parentElement.hidden = next === null;
      if (batch.total === null) sayCount(batch);
      return batch.articles.length > 0;
    } finally {
      more.disabled = false;
    }
  }

  // What was searched for is coloured without a change of the text.
  const marked = globalThis.Highlight === undefined ? undefined : new Highlight();
  if (marked !== undefined) CSS.highlights.set('searched', marked);

  function highlight(article, { text = '', regex = '' }) {
    if (marked === undefined || (text === '' && regex === '')) return;
    const expression = new RegExp(
      regex === '' ? text.normalize('NFC').replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&') : regex,
      'giu',
    );
    const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
    let left = 200;
    for (let node = walker.nextNode(); node !== null && left > 0; node = walker.nextNode()) {
      if (
        node.parentElement.closest('.text') === null ||
        node.parentElement.closest('summary, .gap') !== null
      )
        continue;
      for (const found of node.data.matchAll(expression)) {
        if (found[0] === '' || left-- === 0) break;
        const range = new Range();
        range.setStart(node, found.index);
        range.setEnd(node, found.index + found[0].length);
        marked.add(range);
        for (
          let fold = node.parentElement.closest('details');
          fold !== null;
          fold = fold.parentElement.closest('details')
        )
          fold.open = true;
      }
    }
  }

  function choose(article) {
    // The bar of fields covers what stands under it.
    section.style.setProperty(
      '--bar',
      `${getComputedStyle(form).position === 'sticky' ? form.offsetHeight : 0}px`,
    );
    current?.classList.remove('current');
    current = article;
    current.classList.add('current');
    current.focus({ preventScroll: true });
    current.scrollIntoView({ block: 'start' });
  }

  async function step(by) {
    const at = shown.indexOf(current);
    if (by > 0 && at === shown.length - 1 && at >= 0 && !(await showMore())) return;
    const to = at < 0 ? shown[by > 0 ? 0 : shown.length - 1] : shown[at + by];
    if (to !== undefined) choose(to);
  }

  /** The answers of other targets to the same question, in columns beside an article. */
  async function besideOf(article, isAsked = false) {
    const open = article.closest('.pair');
    if (open !== null) {
      open.replaceWith(article);
      choose(article);
      return;
    }
    const others = await source.beside(article);
    if (others.length === 0) {
      const command = document.querySelector('.more-samples code')?.textContent;
      tell(
        article,
        command
          ? `This page has no other answer to it; ${command} has all`
          : 'No other target has an answer to it.',
      );
      return;
    }
    const pair = document.createElement('div');
    pair.className = 'pair';
    article.replaceWith(pair);
    pair.append(
      article,
      ...others.map((other) => {
        // One that stands in the list too stays there.
        const copy = other.isConnected ? other.cloneNode(true) : other;
        copy.removeAttribute('id');
        copy.querySelector('.tools')?.remove();
        copy.dataset.other = '';
        equip(copy);
        return copy;
      }),
    );
    if (!isAsked) choose(article);
  }

  const toolsOf = (article) => article.querySelector('.tools');

  function tell(article, text) {
    const said = toolsOf(article).querySelector('.said');
    said.textContent = text;
    clearTimeout(said.timer);
    said.timer = setTimeout(() => (said.textContent = ''), 8000);
  }

  async function copy(article, text, what) {
    try {
      await copied(text);
      tell(article, `${what} copied`);
    } catch {
      tell(article, 'The browser does not let a page copy here.');
    }
  }

  const linkOf = (article) =>
    location.href.replace(/#.*$/s, '') +
    written({}, { key: article.dataset.key, beside: article.closest('.pair') !== null });

  const button = (text, title, act) => {
    const made = document.createElement('button');
    made.type = 'button';
    made.textContent = text;
    made.title = title;
    made.addEventListener('click', act);
    return made;
  };

  function equip(article) {
    if (toolsOf(article) !== null) return;
    const tools = document.createElement('p');
    tools.className = 'tools';
    const said = document.createElement('span');
    said.className = 'said';
    said.setAttribute('role', 'status');
    const others = button('Beside', 'The answers of the other targets to the same question (key b)', () =>
      besideOf(article),
    );
    tools.append(
      ...(article.dataset.other === undefined ? [others] : []),
      button('Copy link', 'A link to this sample that lasts (key c)', () =>
        copy(article, linkOf(article), 'link'),
      ),
      button('Copy JSON', 'The sample as JSON', async () =>
        copy(article, JSON.stringify(await source.record(article), null, 2), 'JSON'),
      ),
      button('Copy command', 'A command that detects in this answer again', async () =>
        copy(article, commandOf(await source.record(article)), 'command'),
      ),
      said,
    );
    article.append(tools);
    if (article.labels !== undefined && source.label)
      labelling(article, source, (text) => tell(article, text));
  }

  const leave = (choice, options) => {
    const address = written(choice, options);
    if (address.slice(1) === location.hash.slice(1)) show();
    else location.hash = address;
  };

  let waiting;
  form.addEventListener('change', ({ target }) => {
    if (target !== words && target !== prompt) leave(fieldsSay());
  });
  form.addEventListener('input', ({ target }) => {
    if (target !== words && target !== prompt) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      // Not an entry of the history for each letter.
      history.replaceState(null, '', written(fieldsSay()));
      show();
    }, 200);
  });
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('reset', (event) => {
    event.preventDefault();
    leave({});
  });
  byId('previous').addEventListener('click', () => step(-1));
  byId('next').addEventListener('click', () => step(1));
  more.addEventListener('click', showMore);
  addEventListener('hashchange', () => {
    if (location.hash === '' || location.hash === '#' || read().isGiven) show();
  });

  const KEYS = {
    j: () => step(1),
    k: () => step(-1),
    b: () => current && besideOf(current),
    c: () => current && copy(current, linkOf(current), 'link'),
    o: () => {
      const folds = [...(current?.querySelectorAll('details') ?? [])];
      const isOpen = folds.every((fold) => fold.open);
      for (const fold of folds) fold.open = !isOpen;
    },
    x: () => leave({}),
    '/': () => words.focus(),
  };
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target instanceof Element && event.target.closest('input, select, textarea')) {
      if (event.key === 'Escape') event.target.blur();
      return;
    }
    const act = KEYS[event.key];
    if (act === undefined) return;
    event.preventDefault();
    act();
  });

  // Who comes without an address is shown what is flagged first, of runs whose samples are nearly all clean.
  if (origin === 'server' && location.hash === '')
    history.replaceState(null, '', written({ state: 'flagged' }));
  form.hidden = false;
  byId('keys').hidden = false;
  if (source.state)
    watch(
      source,
      section,
      (count) => (all = count),
      () => shown.length === 0 && show(),
    );
  show();
})();
