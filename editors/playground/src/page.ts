// Small helpers for making a page by hand.

type Child = Node | string;

/** An element with attributes and children; `on…` attributes are listeners. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K, attributes: Record<string, string | boolean | ((event: Event) => void)> = {}, ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else if (typeof value === 'boolean') element.toggleAttribute(name, value);
    else element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

/** An element of the page that is there from the start. */
export function part(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page lacks #${id}`);
  return found;
}

/** Runs `work` once calls have ceased for a moment. */
export function settled(work: () => void, after: number): () => void {
  let timer = 0;
  return () => {
    clearTimeout(timer);
    timer = window.setTimeout(work, after);
  };
}

/** Arrow keys, Home and End move among the buttons of a row; only the chosen one is a tab stop. */
export function tabs(row: HTMLElement, choose: (tab: HTMLElement) => void): void {
  row.addEventListener('keydown', event => {
    const all = [...row.querySelectorAll<HTMLElement>('[role=tab]')];
    const at = all.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    const next = all[(to + all.length) % all.length];
    choose(next);
    next.focus();
  });
}

/** Marks one tab of a row as the chosen one. */
export function select(row: HTMLElement, tab: HTMLElement): void {
  for (const other of row.querySelectorAll<HTMLElement>('[role=tab]')) {
    other.setAttribute('aria-selected', String(other === tab));
    other.tabIndex = other === tab ? 0 : -1;
  }
}
