/** The page's style sheet. Both themes keep text at 4.5 to 1 and shapes at 3 to 1 against what they stand on (WCAG 2.2, 1.4.3 and 1.4.11). */
export const style = `
:root {
  color-scheme: light dark;
  --page: #f6f7f9; --card: #fff; --text: #16191d; --soft: #555c66; --line: #d5d9df; --link: #0b57c2;
  --good: #1a7f37; --bad: #c4281c; --busy: #0b57c2; --untouched: #667080;
  --preparing: #a0a8b4; --waiting: #8a93a0; --creating: #7c5cd6; --deploying: #2f7de1; --hook: #1b5fb8;
  --verifying: #12908e; --baking: #c98a00; --stopping: #d06a00; --rolling-back: #b3267e;
  --v0: #1f6feb; --v1: #5b6472; --v2: #8a3fd1; --v3: #00796b; --v4: #a15c00; --v5: #b3267e;
  --old: #9aa3af; --new: #1f6feb; --unknown: #d99a00;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #0e1116; --card: #171b22; --text: #e6e9ee; --soft: #a3acb8; --line: #323a45; --link: #7db4ff;
    --good: #4cc26a; --bad: #ff7b6e; --busy: #7db4ff; --untouched: #98a2b0;
    --preparing: #5f6875; --waiting: #76808d; --creating: #a48bf0; --deploying: #5da2f5; --hook: #8dbef8;
    --verifying: #3dbbb8; --baking: #e0aa33; --stopping: #ef8f35; --rolling-back: #e867b4;
    --v0: #7db4ff; --v1: #a6afbb; --v2: #c79bf2; --v3: #4fc3b5; --v4: #e0aa55; --v5: #f08ac8;
    --old: #6b7480; --new: #5da2f5; --unknown: #e0aa33;
  }
}
* { box-sizing: border-box; }
html { scroll-behavior: smooth; }
body { margin: 0; background: var(--page); color: var(--text); font: .9375rem/1.45 system-ui, sans-serif; }
main { max-width: 1500px; margin: 0 auto; padding: 16px; display: grid; gap: 16px; grid-template-columns: minmax(0, 1fr); }
header, main > section, .controls { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 14px 16px; }
.scroll { overflow-x: auto; }
h1 { font-size: 1.35rem; line-height: 1.3; margin: 4px 0 12px; overflow-wrap: anywhere; }
h2 { font-size: 1.05rem; margin: 0 0 8px; }
h3 { font-size: .9rem; margin: 12px 0 4px; color: var(--soft); font-weight: 600; }
a { color: var(--link); }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
:target { background: color-mix(in srgb, var(--link) 14%, transparent); }
.verdict { border-left: 8px solid var(--untouched); }
.verdict.good { border-left-color: var(--good); }
.verdict.bad { border-left-color: var(--bad); }
.verdict.busy { border-left-color: var(--busy); }
.what { margin: 0; color: var(--soft); }
.rehearsal { margin-left: 8px; padding: 1px 8px; border: 1px solid currentcolor; border-radius: 10px; font-weight: 600; font-size: .85em; }
dl { margin: 0; display: flex; flex-wrap: wrap; gap: 8px 28px; }
dt { color: var(--soft); font-size: .8rem; }
dd { margin: 0; overflow-wrap: anywhere; }
.causes dl { display: grid; gap: 8px; margin-top: 8px; }
.sign { display: inline-block; min-width: 1em; text-align: center; font-weight: 700; }
.sign.unknown { color: var(--bad); }
.sign.good { color: var(--good); } .sign.bad { color: var(--bad); }
.sign.busy { color: var(--busy); } .sign.untouched { color: var(--untouched); }
.version { border: 1px solid currentcolor; border-radius: 4px; padding: 0 5px; font: .85em/1.4 ui-monospace, monospace; white-space: nowrap; }
.v0 { color: var(--v0); } .v1 { color: var(--v1); } .v2 { color: var(--v2); } .v3 { color: var(--v3); }
.v4 { color: var(--v4); } .v5 { color: var(--v5); } .vx { color: var(--soft); }
.row { display: grid; grid-template-columns: minmax(0, 15rem) minmax(0, 1fr) minmax(0, 15rem); gap: 12px; align-items: center; padding: 1px 0; }
.timeline .wave .row { content-visibility: auto; contain-intrinsic-size: auto 24px; }
.row, .causes details, section.environment { scroll-margin-top: 5.5rem; }
.times { position: sticky; top: 0; z-index: 1; background: var(--card); padding-bottom: 4px; border-bottom: 1px solid var(--line); margin-bottom: 4px; }
.scrub input { margin: 0 -8px; width: calc(100% + 16px); accent-color: var(--link); }
.scrub .state { display: flex; gap: 8px; align-items: center; color: var(--text); }
.folded { border: 0; padding: 1px 0; }
.folded summary { list-style: none; font-weight: 400; }
.folded summary::-webkit-details-marker { display: none; }
.folded summary .label::before { content: "▸ "; } .folded[open] > summary .label::before { content: "▾ "; }
.folded[open] { border-left: 3px solid var(--line); padding-left: 8px; margin-left: -11px; }
.reasons { list-style: none; margin: 12px 0 0; padding: 0; }
.reasons a, .row.bad .state a { color: var(--bad); font-weight: 600; }
.label, .state { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.state { color: var(--soft); font-size: .87rem; }
.row.bad .state { color: var(--bad); }
.label button { all: unset; cursor: pointer; color: var(--link); }
.label button:hover { text-decoration: underline; }
.label button:focus-visible { outline: 2px solid var(--link); }
.label button::before { content: "▸ "; } .label button[aria-expanded=true]::before { content: "▾ "; }
.bars { display: block; background: color-mix(in srgb, var(--line) 45%, transparent); border-radius: 3px; }
.axis text { fill: var(--soft); font-size: .7rem; }
.axis { color: var(--soft); }
.lanes { list-style: none; margin: 0 0 6px; padding: 0; }
.lane .state { font-size: .8rem; }
.lanes .label { padding-left: 18px; font-size: .85rem; color: var(--soft); }
.legend { list-style: none; display: flex; flex-wrap: wrap; gap: 2px 16px; padding: 0; margin: 0 0 8px; font-size: .82rem; color: var(--soft); }
.legend svg { vertical-align: -2px; }
.legend ul { display: inline-flex; gap: 2px 16px; list-style: none; padding: 0; margin: 0; }
.of-lanes { border-left: 1px solid var(--line); padding-left: 16px; }
.preparing { fill: var(--preparing); } .waiting { fill: var(--waiting); } .creating { fill: var(--creating); }
.deploying { fill: var(--deploying); } .hook { fill: var(--hook); } .verifying { fill: var(--verifying); }
.baking { fill: var(--baking); } .stopping { fill: var(--stopping); } .rolling-back { fill: var(--rolling-back); }
rect.failed { fill: var(--bad); stroke: var(--text); stroke-width: 1; }
.preparing:nth-of-type(2n) { opacity: .65; }
.lane rect { stroke: var(--card); stroke-width: .5; } .lane rect.failed { stroke: var(--text); }
.on-new { fill: var(--new); } .on-unknown { fill: var(--unknown); } .on-old { fill: var(--old); }
.strip svg { border-radius: 3px; }
.strip .state { list-style: none; margin: 0; padding: 0; white-space: normal; }
table { border-collapse: collapse; min-width: 50%; }
th, td { text-align: left; padding: 4px 12px 4px 0; border-top: 1px solid var(--line); font-size: .9rem; vertical-align: top; }
thead th { border: 0; color: var(--soft); font-weight: 600; }
.cell a { color: inherit; text-decoration: none; } .cell a:hover { text-decoration: underline; }
.cell.bad { color: var(--bad); font-weight: 600; }
.none { color: var(--soft); font-style: italic; }
details { border-top: 1px solid var(--line); padding: 8px 0; } details:first-of-type { border-top: 0; }
summary { cursor: pointer; font-weight: 600; overflow-wrap: anywhere; }
pre { margin: 10px 0 0; padding: 10px 12px; background: #14181f; color: #e6e9ee; border-radius: 6px; font: 12.5px/1.45 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
.log { overflow: auto; max-height: 26rem; border-radius: 6px; }
.links { display: flex; flex-wrap: wrap; gap: 4px 12px; font-size: .87rem; margin: 8px 0 0; }
.controls { display: flex; flex-wrap: wrap; gap: 8px 20px; align-items: center; }
.controls label { display: flex; gap: 8px; align-items: center; }
.controls input[type=search] { font: inherit; color: inherit; background: var(--page); border: 1px solid var(--line); border-radius: 5px; padding: 3px 8px; }
.controls button, .scrub button { font: inherit; color: inherit; background: var(--page); border: 1px solid var(--line); border-radius: 5px; padding: 1px 10px; cursor: pointer; }
button:disabled { cursor: default; color: var(--soft); border-style: dashed; }
.lost { color: var(--bad); font-weight: 600; }
.overview td { min-width: 9rem; }
.to-card { color: inherit; text-decoration: none; } .to-card:hover { text-decoration: underline; }
.age, .owner { color: var(--soft); font-weight: 400; font-size: .9em; }
.marks { list-style: none; margin: 4px 0 0; padding: 0; font-size: .85rem; color: var(--soft); }
.hosts ul, .changed { list-style: none; margin: 4px 0; padding: 0 0 0 12px; font-size: .85rem; }
.hosts { border: 0; padding: 0; } .hosts summary, .coming summary { font-weight: 400; }
.coming { margin: 0 0 10px; } .coming h3 { color: var(--text); } .changed li { overflow-wrap: anywhere; font-family: ui-monospace, monospace; font-size: .8rem; }
.note { margin: 0 0 6px; }
.history { display: flex; flex-wrap: wrap; gap: 8px 24px; align-items: end; margin: 4px 0 12px; }
.history svg { max-width: 100%; }
.figures { list-style: none; margin: 0; padding: 0; font-size: .87rem; color: var(--soft); }
.run-good { fill: var(--good); } .run-bad { fill: var(--bad); } .run-untouched { fill: var(--untouched); }
.run-unread { fill: none; stroke: var(--untouched); stroke-dasharray: 2 2; } .notch { fill: var(--card); }
tr.details td { border-top: 0; padding: 0 0 6px 18px; color: var(--soft); font-size: .85rem; }
tr.stale th, tr.stale td { font-style: italic; }
line.moment { stroke: var(--link); stroke-width: 2; }
line.now { stroke: var(--text); stroke-width: 1.5; } line.expected { stroke: var(--soft); stroke-width: 1.5; stroke-dasharray: 3 3; }
.live [role=status]::before { content: "● "; color: var(--good); }
.server-note { color: var(--soft); font-size: .85rem; }
footer { color: var(--soft); font-size: .82rem; }
@media (max-width: 800px) {
  main { padding: 8px; gap: 8px; }
  .row { grid-template-columns: minmax(0, 1fr) auto; }
  .row > svg, .row > .bars { grid-column: 1 / -1; grid-row: 2; }
  .row.axis .label { display: none; }
  .scrub { grid-template-columns: auto 1fr; } .scrub input { grid-column: 1 / -1; grid-row: 2; }
  .scrub .state { justify-content: flex-end; }
  .label { white-space: normal; overflow-wrap: anywhere; }
  table.stacks, .stacks tbody, .stacks tr, .stacks td, .stacks th[scope=row] { display: block; }
  .stacks thead { display: none; } .stacks tr { border-top: 1px solid var(--line); padding: 4px 0; }
  .stacks td, .stacks th { border: 0; padding: 1px 0; } .stacks td.empty, .stacks td:empty { display: none; }
  .stacks td[data-name]::before { content: attr(data-name) ": "; color: var(--soft); font-weight: 400; }
  .stacks td > .cell { display: inline; } .stacks tr.details { border-top: 0; padding-top: 0; } .stacks tr.details td { padding: 0; }
  .axis text:nth-of-type(2n), .axis text:last-of-type { display: none; }
  .rehearsal { display: inline-block; margin-left: 0; }
}
@media (min-width: 2200px) { html { font-size: 21px; } main { max-width: 94vw; } }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
@media print { .controls { display: none; } }
`;
