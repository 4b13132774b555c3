/* What a screen reader and a pair of eyes depend on; runs in the page, and its last value is what was found. */
(() => {
  const channels = (colour) => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const luminance = (colour) => {
    const [red = 0, green = 0, blue = 0] = channels(colour).map((value) => {
      const part = value / 255;
      return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const groundOf = (element) => {
    if (!element) return 'rgb(255, 255, 255)';
    const { backgroundColor } = getComputedStyle(element);
    return channels(backgroundColor)[3] === 0 ? groundOf(element.parentElement) : backgroundColor;
  };
  const contrastOf = (element) => {
    const pair = [luminance(getComputedStyle(element).color), luminance(groundOf(element))];
    const [light, dark] = pair.toSorted((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  };
  const isSpeaking = (element) =>
    [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim());
  return {
    overflow: document.documentElement.scrollWidth - window.innerWidth,
    headings: [...document.querySelectorAll('h1, h2, h3')].map(({ tagName }) => tagName),
    unnamedTables: document.querySelectorAll('table:not(:has(caption))').length,
    headerlessCells: document.querySelectorAll('tbody tr:not(:has(th[scope]))').length,
    smallTargets: [...document.querySelectorAll('nav a')]
      .map((link) => link.getBoundingClientRect())
      .filter(({ width, height }) => width < 24 || height < 24)
      .map(({ width, height }) => `${width} x ${height}`),
    texts: [...document.body.querySelectorAll('*')].filter(isSpeaking).map((element) => ({
      text: element.textContent.trim().slice(0, 30),
      contrast: contrastOf(element),
    })),
  };
})();
