'use strict';
(() => {
  const story = document.querySelector('main');
  const last = Number(story.dataset.last);
  const parts = [...story.querySelectorAll('[data-s]')].map(element => ({
    element,
    ranges: element.dataset.s.split(' ').map(range => range.split('-').map(Number)),
  }));
  const steps = [...story.querySelectorAll('li')].map(item => {
    const [top, height] = item.dataset.row.split(' ').map(Number);
    const across = item.dataset.across.split(' ').map(side => side.split('-').map(Number));
    return { item, top, height, across, told: item.querySelector('.told') };
  });
  const figures = [...story.querySelectorAll('.figure')];
  const details = story.querySelector('details');
  let now = last;
  let wasOpen = false;

  const bar = document.getElementById('controls').content.firstElementChild.cloneNode(true);
  story.after(bar);
  const place = bar.querySelector('.place');
  const caption = bar.querySelector('.caption');
  const buttons = {};
  for (const button of bar.querySelectorAll('button')) buttons[button.dataset.go] = button;

  const bands = figures.map(figure => {
    const band = document.createElementNS(figure.namespaceURI, 'rect');
    band.setAttribute('class', 'band now-row');
    band.setAttribute('width', '100%');
    figure.firstElementChild.after(band);
    return band;
  });

  // Without the script a link to a step leads to its words.
  steps.forEach(({ item }, step) => {
    item.removeAttribute('id');
    const number = item.querySelector('.number');
    const link = document.createElement('a');
    link.href = '#step-' + step;
    link.append(...number.childNodes);
    number.append(link);
    link.addEventListener('click', event => {
      event.preventDefault();
      go(step);
    });
  });
  details.open = false;

  const draw = step => {
    for (const { element, ranges } of parts)
      element.classList.toggle('off', !ranges.some(([from, to]) => from <= step && step <= to));
    for (const band of bands) {
      band.setAttribute('y', steps[step].top);
      band.setAttribute('height', steps[step].height);
    }
  };

  const show = step => {
    now = Math.min(Math.max(step, 0), last);
    draw(now);
    place.textContent = place.dataset.words.replace('%1', now).replace('%2', last);
    caption.replaceChildren(...steps[now].told.cloneNode(true).childNodes);
    steps.forEach(({ item }, at) => {
      if (at === now) item.setAttribute('aria-current', 'step');
      else item.removeAttribute('aria-current');
    });
    // A button that is focused stays so: a disabled one would lose the keyboard.
    for (const name of ['first', 'back']) buttons[name].setAttribute('aria-disabled', now === 0);
    for (const name of ['next', 'last']) buttons[name].setAttribute('aria-disabled', now === last);
    bar.querySelector('.now').scrollTop = 0;
    document.body.style.paddingBottom = bar.offsetHeight + 16 + 'px';
  };

  // In a diagram that is wider than the page, where it happened, and if there is room the server too.
  const revealAcross = () => figures.forEach((figure, side) => {
    const [left, right] = steps[now].across[side];
    const scale = figure.clientWidth / figure.viewBox.baseVal.width;
    const area = figure.parentElement;
    const free = area.clientWidth;
    if (right <= left || figure.clientWidth <= free) return;
    // With what stands beside a lane, where there is room for it.
    const beside = Math.min(Math.max((free - (right - left) * scale) / 2, 16), 64);
    const from = left * scale - beside;
    const to = right * scale + beside;
    if (to - from > free || from < area.scrollLeft) area.scrollLeft = from;
    else if (to > area.scrollLeft + free) area.scrollLeft = to - free;
  });

  // How far to scroll until the rows of the step are between the top of the window and the bar.
  const distance = figure => {
    const { top, height } = steps[now];
    const area = figure.getBoundingClientRect();
    const scale = area.height / figure.viewBox.baseVal.height;
    const above = area.top + (now === 0 ? 0 : top * scale) - 48;
    const below = area.top + (top + height) * scale + 48 - (window.innerHeight - bar.offsetHeight);
    return above < 0 ? above : Math.min(Math.max(below, 0), Math.max(above, 0));
  };

  const reveal = () => {
    revealAcross();
    // Nothing happens in some steps.
    if (now !== 0 && steps[now].height === 0) return;
    // Where one side is below the other, to the nearer one.
    const by = figures.map(distance).reduce((one, other) => (Math.abs(other) < Math.abs(one) ? other : one));
    const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    if (by !== 0) window.scrollBy({ top: by, behavior: calm ? 'auto' : 'smooth' });
  };

  const go = step => {
    show(step);
    reveal();
    try {
      history.replaceState(null, '', '#step-' + now);
    } catch {
      // A frame without an origin keeps its address.
    }
  };

  const named = () => {
    const found = /^#step-(\d+)$/.exec(location.hash);
    return found ? Number(found[1]) : null;
  };

  const moves = {
    first: () => 0,
    back: () => now - 1,
    next: () => now + 1,
    last: () => last,
  };
  for (const name of Object.keys(moves)) buttons[name].addEventListener('click', () => go(moves[name]()));

  const keys = { ArrowLeft: 'back', ArrowRight: 'next', Home: 'first', End: 'last' };
  document.addEventListener('keydown', event => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const target = event.target instanceof Element ? event.target : document.body;
    const scrolled = target.closest('.scroll');
    const scrolls = scrolled && scrolled.scrollWidth > scrolled.clientWidth && event.key.startsWith('Arrow');
    let name = keys[event.key];
    if (event.key === ' ' && !target.closest('button, summary, a')) name = event.shiftKey ? 'back' : 'next';
    else if (event.shiftKey) return;
    if (!name || scrolls) return;
    event.preventDefault();
    go(moves[name]());
  });

  window.addEventListener('hashchange', () => {
    const step = named();
    if (step === null) return;
    show(step);
    reveal();
  });
  window.addEventListener('resize', () => {
    document.body.style.paddingBottom = bar.offsetHeight + 16 + 'px';
  });
  window.addEventListener('beforeprint', () => {
    draw(last);
    wasOpen = details.open;
    details.open = true;
  });
  window.addEventListener('afterprint', () => {
    details.open = wasOpen;
    draw(now);
  });

  const opening = named();
  show(opening ?? Number(story.dataset.opening));
  if (opening !== null) window.addEventListener('load', reveal);
})();
