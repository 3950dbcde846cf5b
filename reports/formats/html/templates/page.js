// Chooses among the flagged samples. Without this script all of them are listed.
(() => {
  const byId = (id) => document.getElementById(id);
  const filters = byId('filters');
  const list = byId('samples');
  if (filters === null || list === null) return;

  const target = byId('by-target');
  const language = byId('by-language');
  const sort = byId('by-sort');
  const text = byId('by-text');
  const status = byId('count');
  const grouped = new Intl.NumberFormat('en-US');
  const flagged = list.dataset.flagged;

  const samples = Array.from(list.querySelectorAll('.sample'), (element) => ({
    element,
    target: element.dataset.target,
    language: element.dataset.language,
    sorts: JSON.parse(element.dataset.sorts),
    text: undefined,
  }));
  let current;

  const matches = (sample, words) =>
    (target.value === '' || sample.target === target.value) &&
    (language.value === '' || sample.language === language.value) &&
    (sort.value === '' || sample.sorts.includes(sort.value)) &&
    (words === '' || textOf(sample).includes(words));

  // Labels of folds and gaps are no text of the sample.
  function textOf(sample) {
    if (sample.text === undefined) {
      const copy = sample.element.cloneNode(true);
      for (const label of copy.querySelectorAll('.fold > summary, .gap')) label.remove();
      sample.text = copy.textContent.normalize('NFC').toLowerCase();
    }
    return sample.text;
  }

  function choose() {
    const words = text.value.trim().normalize('NFC').toLowerCase();
    let shown = 0;
    for (const sample of samples) {
      const fits = matches(sample, words);
      sample.element.hidden = !fits;
      if (!fits) continue;
      shown += 1;
      if (words !== '') openFolds(sample.element, words);
    }
    status.textContent = `shown ${grouped.format(shown)} of ${flagged} flagged`;
  }

  function openFolds(element, words) {
    for (const fold of element.querySelectorAll('details')) {
      if (fold.textContent.normalize('NFC').toLowerCase().includes(words)) fold.open = true;
    }
  }

  function step(by) {
    const shown = samples.filter((sample) => !sample.element.hidden);
    const at = shown.indexOf(current);
    const next = at < 0 ? shown[by > 0 ? 0 : shown.length - 1] : shown[at + by];
    if (next === undefined) return;
    current?.element.classList.remove('current');
    current = next;
    current.element.classList.add('current');
    current.element.focus({ preventScroll: true });
    current.element.scrollIntoView({ block: 'start' });
  }

  let waiting;
  for (const select of [target, language, sort]) select.addEventListener('change', choose);
  text.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(choose, 120);
  });
  byId('previous').addEventListener('click', () => step(-1));
  byId('next').addEventListener('click', () => step(1));
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target instanceof Element && event.target.closest('input, select, textarea')) return;
    if (event.key === 'j' || event.key === 'k') step(event.key === 'j' ? 1 : -1);
  });
  filters.hidden = false;
  // A browser that comes back to the page restores the fields.
  choose();
})();
