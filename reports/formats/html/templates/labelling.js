// Labels, where a server keeps them: right or wrong on each finding, and for answers that were drawn the question of their draw.

export function labelling(article, source, tell) {
  const box = document.createElement('details');
  box.className = 'labels';
  const summary = document.createElement('summary');
  const { key } = article.dataset;
  const { run, draws, findings } = article.labels;

  const choiceOf = (name, values, said, take) => {
    const group = document.createElement('span');
    group.className = 'choice';
    group.setAttribute('role', 'group');
    group.setAttribute('aria-label', name);
    const buttons = values.map(([label, value]) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = label;
      button.setAttribute('aria-pressed', String(said === value));
      button.addEventListener('click', async () => {
        try {
          await take(value);
          for (const other of buttons) other.setAttribute('aria-pressed', String(other === button));
          tell('kept');
        } catch (error) {
          tell(error.message);
        }
      });
      return button;
    });
    group.append(...buttons);
    return group;
  };

  const line = (text, ...parts) => {
    const made = document.createElement('p');
    const words = document.createElement('span');
    words.textContent = text;
    made.append(words, ' ', ...parts);
    box.append(made);
  };

  const rights = new Map(findings.map(({ place, right }) => [place, right]));
  for (const { place, title, text } of findings) {
    const quoted = document.createElement('bdi');
    quoted.textContent = text;
    line(
      `${title}: `,
      quoted,
      choiceOf(
        `${title} ${text}`,
        [
          ['right', true],
          ['wrong', false],
        ],
        rights.get(place),
        async (right) => {
          await source.label({ run, key, finding: place, right });
          rights.set(place, right);
        },
      ),
    );
  }
  for (const { rate, question, present } of draws)
    line(
      question,
      choiceOf(
        question,
        [
          ['yes', true],
          ['no', false],
          ['cannot say', null],
        ],
        present,
        (value) => source.label({ run, key, rate, present: value }),
      ),
    );
  if (box.childElementCount === 0) return;
  summary.textContent = draws.length > 0 ? 'Drawn to be labelled: right or wrong?' : 'Right or wrong?';
  // What was drawn is asked for; the rest is there for who wants it.
  box.open = draws.length > 0;
  box.prepend(summary);
  article.append(box);
}
