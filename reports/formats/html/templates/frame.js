// The frame of the page: parts that open when they are asked for, where the eye is in the contents, and tables that sort. Without this
// script parts fold and open all the same, and tables stand with the worst first.
(() => {
  const contents = document.querySelector('.contents');

  function unfold(element) {
    for (let at = element; at !== null; at = at.parentElement) if (at.localName === 'details') at.open = true;
  }

  // An address names a part, a sample, or a choice of samples.
  function arrive() {
    const hash = location.hash.slice(1);
    if (hash === '') return;
    const isChoice = hash.includes('=') && document.getElementById(hash) === null;
    const element = document.getElementById(isChoice ? 'examples' : decodeURI(hash));
    if (element === null) return;
    unfold(element);
    element.scrollIntoView();
  }
  addEventListener('hashchange', arrive);
  arrive();

  if (contents !== null) {
    const links = new Map(Array.from(contents.querySelectorAll('a'), (link) => [link.hash.slice(1), link]));
    for (const [id, link] of links) link.addEventListener('click', () => unfold(document.getElementById(id)));
    const seen = new Set();
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) seen[isIntersecting ? 'add' : 'delete'](target);
        const first = Array.from(links.keys()).find((id) =>
          seen.has(document.getElementById(id)?.closest('section')),
        );
        for (const [id, link] of links) {
          if (id === first) link.setAttribute('aria-current', 'true');
          else link.removeAttribute('aria-current');
        }
      },
      { rootMargin: '-60px 0px -60% 0px' },
    );
    for (const id of links.keys()) {
      const section = document.getElementById(id)?.closest('section');
      if (section) observer.observe(section);
    }
    const all = document.createElement('button');
    all.type = 'button';
    all.className = 'unfold-all';
    all.textContent = 'Unfold all';
    all.addEventListener('click', () => {
      const parts = Array.from(document.querySelectorAll('.part, .sub, .candidate, .unfold'));
      const open = parts.some((part) => !part.open);
      for (const part of parts) part.open = open;
      document.body.classList.toggle('whole', open);
      all.textContent = open ? 'Fold all' : 'Unfold all';
    });
    contents.append(all);
  }

  // Sorting. What a cell is sorted by is the first number in it, the second where something became something.
  const number = (text) => {
    const found = (text.split('→').at(-1) ?? text).replaceAll(',', '').match(/[−-]?\d+(?:\.\d+)?/);
    return found === null ? Number.NaN : Number(found[0].replace('−', '-'));
  };

  function places(rows) {
    const taken = [];
    return rows.map((row, y) => {
      taken[y] ??= [];
      return Array.from(row.cells, (cell) => {
        let x = 0;
        while (taken[y][x]) x++;
        for (let dy = 0; dy < cell.rowSpan; dy++)
          for (let dx = 0; dx < cell.colSpan; dx++) {
            taken[y + dy] ??= [];
            taken[y + dy][x + dx] = true;
          }
        return { cell, x };
      });
    });
  }

  // Where rows move, each has to say of itself what one cell said of several.
  function unspan(body) {
    for (const row of Array.from(body.rows)) {
      const [head] = row.cells;
      if (head === undefined || head.rowSpan < 2) continue;
      let next = row.nextElementSibling;
      for (let i = 1; i < head.rowSpan; i++) {
        const copy = head.cloneNode(true);
        copy.rowSpan = 1;
        copy.scope = 'row';
        next.prepend(copy);
        next = next.nextElementSibling;
      }
      head.rowSpan = 1;
    }
  }

  function sort(table, head, column) {
    const bodies = Array.from(table.tBodies);
    bodies.forEach(unspan);
    const [first, ...others] = bodies.filter((body) => !body.classList.contains('whole'));
    if (first === undefined) return;
    const valued = [first, ...others]
      .flatMap((body) => Array.from(body.rows))
      .map((row) => {
        const text = row.cells[column]?.textContent.trim() ?? '';
        return { row, text, number: number(text) };
      });
    const isNumber = head.classList.contains('number');
    // The largest number first, the first letter first; then the other way round.
    const before = head.getAttribute('aria-sort');
    const order =
      before === null
        ? isNumber
          ? 'descending'
          : 'ascending'
        : before === 'ascending'
          ? 'descending'
          : 'ascending';
    for (const other of table.querySelectorAll('th[aria-sort]')) other.removeAttribute('aria-sort');
    head.setAttribute('aria-sort', order);
    const value = (one) => (Number.isNaN(one.number) ? Number.NEGATIVE_INFINITY : one.number);
    const by = (a, b) => (isNumber ? value(a) - value(b) || 0 : a.text.localeCompare(b.text));
    valued.sort((a, b) => (order === 'ascending' ? by(a, b) : by(b, a)));
    first.append(...valued.map(({ row }) => row));
    for (const body of others) body.remove();
  }

  for (const table of document.querySelectorAll('main table:not(.heat):not(.rates)')) {
    if (table.tBodies.length === 0 || table.rows.length < 4) continue;
    for (const { cell, x } of places(Array.from(table.tHead?.rows ?? [])).flat()) {
      if (cell.colSpan > 1 || cell.textContent.trim() === '' || cell.classList.contains('drawing')) continue;
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'sorting';
      button.append(...cell.childNodes);
      button.addEventListener('click', () => sort(table, cell, x));
      cell.append(button);
    }
  }
})();
