// How the editor looks; colours are the page's own, so that light and dark are told in one place.
import { EditorView } from '@codemirror/view';
import type { Extension } from '@codemirror/state';

const wave = (kind: string) => ({
  backgroundImage: 'none',
  textDecoration: `underline wavy var(--${kind}) 1.5px`,
  textUnderlineOffset: '4px',
  textDecorationSkipInk: 'none',
});

const look = EditorView.theme({
  '&': { color: 'var(--ink)', backgroundColor: 'var(--paper)', height: '100%', fontSize: '17px' },
  '&.cm-focused': { outline: '2px solid var(--focus)', outlineOffset: '-2px' },
  '.cm-scroller': { fontFamily: 'var(--serif)', lineHeight: '1.65' },
  '.cm-content': { padding: '1rem 1.25rem 6rem', caretColor: 'var(--ink)', maxWidth: '44rem' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)', borderLeftWidth: '2px' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    background: 'var(--selection) !important',
  },
  '.cm-placeholder': { color: 'var(--dim)' },
  '.cm-lintRange-error': wave('error'),
  '.cm-lintRange-warning': wave('warning'),
  '.cm-lintRange-info': wave('information'),
  '.cm-lintRange-hint': { ...wave('hint'), textDecoration: 'underline dotted var(--hint) 1.5px' },
  '.cm-lintRange-active': { backgroundColor: 'var(--mark)' },
  '.cm-lintPoint:after': { display: 'none' },
  '.cm-tooltip': {
    backgroundColor: 'var(--raised)', color: 'var(--ink)', border: '1px solid var(--line)', borderRadius: '6px',
    boxShadow: '0 4px 16px #0004', fontFamily: 'var(--sans)', fontSize: '15px', lineHeight: '1.45', maxWidth: '34rem',
  },
  '.cm-tooltip-section:not(:first-child)': { borderTop: '1px solid var(--line)' },
  '.cm-lsp-hover-tooltip, .cm-lsp-documentation': { padding: '4px 10px' },
  '.cm-lsp-documentation table': { borderCollapse: 'collapse' },
  '.cm-lsp-documentation td, .cm-lsp-documentation th': { padding: '1px 10px 1px 0', textAlign: 'left' },
  '.cm-lsp-documentation p': { margin: '4px 0' },
  '.cm-diagnostic': { padding: '6px 10px', borderLeftWidth: '4px' },
  '.cm-diagnostic-error': { borderLeftColor: 'var(--error)' },
  '.cm-diagnostic-warning': { borderLeftColor: 'var(--warning)' },
  '.cm-diagnostic-info': { borderLeftColor: 'var(--information)' },
  '.cm-diagnostic-hint': { borderLeftColor: 'var(--hint)' },
  '.cm-diagnosticAction': {
    background: 'var(--button)', color: 'var(--on-button)', border: '0', borderRadius: '4px', padding: '3px 8px',
    margin: '6px 6px 0 0', font: 'inherit', fontSize: '14px', cursor: 'pointer',
  },
  '.cm-diagnosticSource': { color: 'var(--dim)', opacity: '1', fontSize: '13px' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { background: 'var(--button)', color: 'var(--on-button)' },
  '.cm-panels': { backgroundColor: 'var(--raised)', color: 'var(--ink)', borderColor: 'var(--line)' },
  '.cm-panels input, .cm-panels button': { font: 'inherit', color: 'inherit', background: 'var(--paper)', backgroundImage: 'none' },
});

/** The editor's look, which follows the system between light and dark. */
export function theme(): Extension {
  return look;
}
