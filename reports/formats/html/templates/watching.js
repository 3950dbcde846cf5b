// A run that is going on: says how far it is, and how many samples there are by now.

export function watch(source, section, take, first) {
  const said = section.querySelector('.progress');
  if (said === null) return;
  const grouped = new Intl.NumberFormat('en-US');
  let known = -1;
  const look = async () => {
    let wait = 2000;
    try {
      const { samples, line, isBusy } = await source.state();
      take(samples);
      said.textContent = line;
      if (known >= 0 && samples > known) {
        said.textContent += ` ${grouped.format(samples - known)} more since this list was made: choose again to see them.`;
        first();
      }
      if (known < 0) known = samples;
      if (!isBusy) wait = 5000;
    } catch {
      said.textContent = 'The server does not answer: it was stopped, or its machine sleeps.';
    }
    setTimeout(look, wait);
  };
  look();
}
