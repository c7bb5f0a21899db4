// The articles of the page, each in an editor of its own, so that all of them are open to the server at all times.
import { Workspace, LSPPlugin, type LSPClient, type WorkspaceFile } from '@codemirror/lsp-client';
import type { ChangeSet, Text } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';

/** An article. */
export interface Article {
  /** Such as "ferry.en.md"; empty for the reader's own text. */
  name: string;
  uri: string;
  /** What it begins with. */
  text: string;
  view?: EditorView;
  tab?: HTMLElement;
}

class File implements WorkspaceFile {
  version = 0;
  constructor(readonly uri: string, readonly languageId: string, public doc: Text, readonly view: EditorView) {}
  getView() { return this.view; }
}

/** The articles as the language client knows them. */
export class Desk extends Workspace {
  files: File[] = [];

  constructor(client: LSPClient, private readonly show: (uri: string) => EditorView | null) {
    super(client);
  }

  syncFiles() {
    const changed: { file: File; prevDoc: Text; changes: ChangeSet }[] = [];
    for (const file of this.files) {
      const plugin = LSPPlugin.get(file.view);
      if (!plugin || plugin.unsyncedChanges.empty) continue;
      changed.push({ file, prevDoc: file.doc, changes: plugin.unsyncedChanges });
      file.doc = file.view.state.doc;
      file.version += 1;
      plugin.clear();
    }
    return changed;
  }

  openFile(uri: string, languageId: string, view: EditorView) {
    const file = new File(uri, languageId, view.state.doc, view);
    this.files.push(file);
    this.client.didOpen(file);
  }

  closeFile(uri: string) {
    this.files = this.files.filter(file => file.uri !== uri);
    this.client.didClose(uri);
  }

  async displayFile(uri: string) {
    return this.show(uri);
  }
}
