/**
 * Lists what is wrong with the layout of a page, or of the part of it that `within` selects, as it is now: controls outside the window or their container, or under
 * something else; anything that can be scrolled sideways; text that is cut. Runs inside the page, so it uses nothing
 * from outside itself.
 */
export function layoutFaults(within = 'body'): string[] {
  const faults = new Set<string>();
  // Scrolled into view, a box comes to lie on a dot of the screen, which is more than a pixel where the page is small.
  const slack = 2 / Math.min(1, window.devicePixelRatio);
  const controlSelector =
    'button, a[href], input, textarea, select, [role="tab"], [role="button"], [role="menuitem"], [tabindex="0"]';
  const nameOf = (element: Element): string => {
    const text = (element.getAttribute('aria-label') ?? element.textContent ?? '')
      .trim()
      .replace(/\s+/g, ' ');
    const place = element.closest(
      '[role="dialog"], [role="toolbar"], header, nav, aside, main, form',
    )?.className;
    return `${element.tagName.toLowerCase()} “${text.slice(0, 50)}” (${String(element.className).slice(0, 50)} in ${String(place).slice(0, 40)})`;
  };
  const isSeen = (element: Element): boolean => {
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
    const { width, height } = element.getBoundingClientRect();
    if (width <= 2 || height <= 2) return false;
    const { clipPath, clip } = getComputedStyle(element);
    return clipPath === 'none' && (clip === 'auto' || clip === '');
  };
  /** What is for readers only, at any level above. */
  const isForReaders = (element: Element): boolean => {
    for (let at: Element | null = element; at !== null; at = at.parentElement) {
      if (at.classList.contains('sl-for-readers') || at.hasAttribute('inert')) return true;
      const { width, height } = at.getBoundingClientRect();
      if (width <= 1 && height <= 1 && getComputedStyle(at).overflow !== 'visible') return true;
    }
    return false;
  };
  const styleOf = (element: Element) => getComputedStyle(element);
  const cuts = (value: string) => value === 'hidden' || value === 'clip';
  const scrolls = (value: string) => value === 'auto' || value === 'scroll';
  /** Boxes that cut what is in them, from the nearest; a fixed box is cut by the window alone. */
  const clippers = (element: Element): Element[] => {
    const list: Element[] = [];
    let position = styleOf(element).position;
    for (
      let at = element.parentElement;
      at !== null && at !== document.documentElement;
      at = at.parentElement
    ) {
      if (position === 'fixed') break;
      const style = styleOf(at);
      const isContaining = style.position !== 'static';
      if (
        (position !== 'absolute' || isContaining) &&
        (style.overflowX !== 'visible' || style.overflowY !== 'visible')
      ) {
        list.push(at);
      }
      if (position !== 'absolute' || isContaining)
        position =
          style.position === 'fixed'
            ? 'fixed'
            : isContaining
              ? style.position
              : position === 'absolute'
                ? position
                : 'static';
    }
    return list;
  };
  const modals = [...document.querySelectorAll('[role="dialog"][aria-modal="true"]')].filter(isSeen);
  const root: Element = modals.at(-1) ?? document.querySelector(within) ?? document.body;
  const scrollers = [...document.querySelectorAll('*')].map((element) => ({
    element,
    top: element.scrollTop,
    left: element.scrollLeft,
  }));

  for (const control of root.querySelectorAll<HTMLElement>(controlSelector)) {
    if (!isSeen(control) || isForReaders(control)) continue;
    // What a disabled fieldset or a row beyond the list's edge holds is brought into view, as the keyboard would.
    control.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    const box = control.getBoundingClientRect();
    const beyond = (
      what: string,
      left: number,
      top: number,
      right: number,
      bottom: number,
      sidewaysOnly = false,
    ) => {
      const by = [
        box.left < left - slack ? `left by ${Math.round(left - box.left)}` : '',
        box.right > right + slack ? `right by ${Math.round(box.right - right)}` : '',
        !sidewaysOnly && box.top < top - slack ? `top by ${Math.round(top - box.top)}` : '',
        !sidewaysOnly && box.bottom > bottom + slack ? `bottom by ${Math.round(box.bottom - bottom)}` : '',
      ].filter((side) => side !== '');
      if (by.length > 0) faults.add(`${nameOf(control)} leaves ${what} ${by.join(', ')}`);
      return by.length > 0;
    };
    let isOut = beyond('the window', 0, 0, window.innerWidth, window.innerHeight);
    for (const clipper of clippers(control)) {
      if (isOut) break;
      const frame = clipper.getBoundingClientRect();
      const isTall = box.height > frame.height && scrolls(styleOf(clipper).overflowY);
      isOut = beyond(
        `.${String(clipper.className).slice(0, 40)}`,
        frame.left,
        frame.top,
        frame.right,
        frame.bottom,
        isTall,
      );
    }
    // A surface that takes the focus may well have something lying on it.
    if (isOut || control.tagName === 'DIV' || control.tagName === 'SECTION') continue;
    const inset = (length: number) => Math.min(length / 2, Math.max(3, length * 0.2));
    const dx = inset(box.width);
    const dy = inset(box.height);
    const points: [string, number, number][] = [
      ['centre', box.left + box.width / 2, box.top + box.height / 2],
      ['top left', box.left + dx, box.top + dy],
      ['top right', box.right - dx, box.top + dy],
      ['bottom left', box.left + dx, box.bottom - dy],
      ['bottom right', box.right - dx, box.bottom - dy],
    ];
    for (const [where, x, y] of points) {
      if (x < 0 || y < 0 || x >= window.innerWidth || y >= window.innerHeight) continue;
      const hit = document.elementFromPoint(x, y);
      if (hit === null || control.contains(hit)) continue;
      const label = hit.closest('label');
      if (label !== null && (label.contains(control) || label.control === control)) continue;
      // Not under anything: its own ancestor is hit where it lets the pointer through.
      if (styleOf(control).pointerEvents === 'none' && hit.contains(control)) continue;
      faults.add(`${nameOf(control)} is covered at its ${where} by ${nameOf(hit)}`);
      break;
    }
  }
  for (const { element, top, left } of scrollers) {
    if (element.scrollTop !== top) element.scrollTop = top;
    if (element.scrollLeft !== left) element.scrollLeft = left;
  }

  for (const element of [document.documentElement, ...document.querySelectorAll('*')]) {
    const isRoot = element === document.documentElement;
    if (!isRoot && (!scrolls(styleOf(element).overflowX) || !isSeen(element) || isForReaders(element)))
      continue;
    if (element instanceof HTMLInputElement) continue;
    if (element.scrollWidth > element.clientWidth + slack) {
      faults.add(
        `${nameOf(element)} can be scrolled sideways by ${element.scrollWidth - element.clientWidth}`,
      );
    }
  }

  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (parent === null || (node.nodeValue ?? '').trim() === '' || !isSeen(parent) || isForReaders(parent))
      continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const rects = [...range.getClientRects()].filter(({ width, height }) => width > 1 && height > 1);
    if (rects.length === 0) continue;
    const left = Math.min(...rects.map((rect) => rect.left));
    const right = Math.max(...rects.map((rect) => rect.right));
    const top = Math.min(...rects.map((rect) => rect.top));
    const bottom = Math.max(...rects.map((rect) => rect.bottom));
    const ends = (element: Element): boolean => {
      const { textOverflow, webkitLineClamp } = styleOf(element);
      return textOverflow === 'ellipsis' || (webkitLineClamp !== 'none' && webkitLineClamp !== '');
    };
    if (ends(parent)) continue;
    const said = `text “${(node.nodeValue ?? '').trim().slice(0, 50)}” in ${nameOf(parent)}`;
    let isWithinScroller = false;
    for (const clipper of [
      ...(styleOf(parent).overflowX === 'visible' ? [] : [parent]),
      ...clippers(parent),
    ]) {
      if (ends(clipper)) break;
      const style = styleOf(clipper);
      const frame = clipper.getBoundingClientRect();
      // What is out of sight as a whole was folded away, not cut.
      if (
        bottom <= frame.top + 1 ||
        top >= frame.bottom - 1 ||
        right <= frame.left + 1 ||
        left >= frame.right - 1
      )
        break;
      if (cuts(style.overflowX) && (left < frame.left - slack || right > frame.right + slack)) {
        faults.add(`${said} is cut sideways by .${String(clipper.className).slice(0, 40)}`);
        break;
      }
      if (scrolls(style.overflowY)) isWithinScroller = true;
      if (!isWithinScroller && cuts(style.overflowY) && (top < frame.top - 2 || bottom > frame.bottom + 2)) {
        faults.add(`${said} is cut above or below by .${String(clipper.className).slice(0, 40)}`);
        break;
      }
    }
    if (left < -slack || right > window.innerWidth + slack) faults.add(`${said} leaves the window`);
  }
  return [...faults];
}
