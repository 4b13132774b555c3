/** The look of the public pages: paper, brick and jade; large letters, one column, dark when the reader's system is. */
export const SITE_STYLE = `
:root { color-scheme: light dark; --ground: #f3efe8; --card: #fffdf9; --ink: #23211d; --soft: #5d564b; --line: #dcd3c4;
  --gate: #9a3324; --bar: #1c5d8c; --pale: #a8cbe3; --track: #ece6da; --act: #0a5246; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #1d1b19; --card: #272421; --ink: #f0ebe2; --soft: #c0b6a6; --line: #443f39;
    --gate: #f0917f; --bar: #7db8e2; --pale: #38566c; --track: #35312c; --act: #8ddcc7; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink);
  font: 1.125rem/1.6 system-ui, 'Noto Sans', 'PingFang SC', 'Noto Sans CJK SC', 'Noto Sans SC', 'Microsoft YaHei', sans-serif;
  overflow-wrap: anywhere; }
.page { width: min(46rem, 100%); margin: 0 auto; padding: 1rem 1.25rem 3rem; }
header { display: flex; flex-wrap: wrap; gap: .75rem 1.25rem; align-items: center; justify-content: space-between; padding: .25rem 0 1rem; }
.brand { display: flex; gap: .6rem; align-items: center; margin: 0; font-weight: 700; }
.brand svg { width: 2rem; height: 2rem; flex: none; }
nav ul { display: flex; gap: .25rem; margin: 0; padding: 0; list-style: none; }
nav a { display: block; padding: .5rem .8rem; border-radius: .6rem; }
nav a[aria-current] { background: var(--card); color: var(--ink); font-weight: 600; text-decoration: none; }
a { color: var(--act); text-underline-offset: .2em; }
a:focus-visible { outline: 3px solid var(--ink); outline-offset: 2px; border-radius: .3rem; }
main { padding: 1.75rem 1.5rem 2rem; border-radius: 1rem; background: var(--card);
  box-shadow: 0 1px 2px rgb(60 45 20 / 14%), 0 8px 28px rgb(60 45 20 / 8%); }
h1 { margin: 0 0 .75rem; font-size: clamp(1.6rem, 5.5vw, 2.1rem); line-height: 1.25; text-wrap: balance; }
h2 { margin: 2.5rem 0 .75rem; font-size: 1.35rem; line-height: 1.3; color: var(--gate); text-wrap: balance; }
p { margin: 0 0 .75rem; text-wrap: pretty; }
.after { margin-top: -1.4rem; margin-bottom: 2rem; }
.lead { color: var(--soft); }
.big { font-size: 1.25rem; font-weight: 600; }
.note { padding: .9rem 1.1rem; border-inline-start: .3rem solid var(--gate); background: var(--ground); border-radius: .3rem .8rem .8rem .3rem; }
.step { padding: 1rem 1.25rem; border-radius: .8rem; background: var(--ground); }
.step p:last-child, .note p:last-child { margin: 0; }
table { width: 100%; border-collapse: collapse; }
caption { padding: 0 0 .6rem; text-align: start; font-weight: 600; text-wrap: pretty; }
thead th { font-size: .95rem; color: var(--soft); font-weight: 600; vertical-align: bottom; }
th, td { padding: .55rem 0; text-align: start; vertical-align: top; font-weight: 400; }
th + td, th + th, td + td { padding-inline-start: 1rem; text-align: end; white-space: nowrap; }
th small { display: block; margin-top: .25rem; color: var(--soft); font-size: .95rem; font-weight: 400; }
tbody tr { border-top: 1px solid var(--line); }
tbody th { width: 100%; }
tr.band th { padding-top: 1.1rem; font-weight: 600; color: var(--gate); }
tr.band + tr { border-top: 0; }
svg.bar { display: block; width: 100%; height: .8rem; margin-top: .35rem; border-radius: .25rem; background: var(--track); }
svg.bar .in { fill: var(--bar); } svg.bar .out { fill: var(--pale); }

section table { margin-bottom: 2rem; }
ul.cards { margin: 0; padding: 0; list-style: none; }
ul.cards li { padding: 1rem 0; border-top: 1px solid var(--line); }
ul.cards a { font-size: 1.2rem; font-weight: 600; }
footer { padding: 1.5rem .25rem 0; color: var(--soft); font-size: 1rem; }
.skip { position: absolute; left: -99rem; } .skip:focus { left: 1rem; top: 1rem; padding: .5rem 1rem; background: var(--card); }
@media (max-width: 30rem) { .page { padding-inline: .6rem; } main { padding: 1.25rem 1rem 1.5rem; } header { padding-inline: .4rem; } }
@media print { body, main { background: #fff; box-shadow: none; } nav, .skip { display: none; } }
`;
