/** What the declarations of an entry of the package name without giving it: types that a user could not write down. */

import type { Node } from 'typescript/unstable/ast';
import { isIdentifier, isTypeQueryNode } from 'typescript/unstable/ast/is';
import { API, type Symbol as Declared, type Project, SymbolFlags } from 'typescript/unstable/sync';

/** The declarations of a package, as the compiler reads them. Close it. */
export class Declarations {
  readonly #api: API;
  readonly #root: string;
  readonly #project: Project;

  /** `root` holds the package; `config` is a tsconfig.json whose files are its entries. */
  constructor(root: string, config: string) {
    this.#root = root;
    this.#api = new API({ cwd: root });
    const [project] = this.#api.updateSnapshot({ openProjects: [config] }).getProjects();
    if (project === undefined) throw new Error(`no project at ${config}`);
    this.#project = project;
  }

  close(): void {
    this.#api.close();
  }

  /** What a module exports, under the names that it gives. */
  #exports(file: string): readonly Declared[] {
    const { checker, program } = this.#project;
    const source = program.getSourceFile(file);
    const module = source && checker.getSymbolAtLocation(source);
    if (module === undefined) throw new Error(`no module at ${file}`);
    return checker.getExportsOfModule(module);
  }

  #origin(symbol: Declared): Declared {
    return symbol.flags & SymbolFlags.Alias ? this.#project.checker.getAliasedSymbol(symbol) : symbol;
  }

  /** Names that a module exports. */
  names(file: string): string[] {
    return this.#exports(file).map(({ name }) => name);
  }

  /** Types of the package that what `file` exports names, and that neither it nor `others` export: `A names B`. */
  unnameable(file: string, others: readonly string[] = []): string[] {
    const given = new Set(
      [file, ...others].flatMap((one) => this.#exports(one)).map((symbol) => this.#origin(symbol)),
    );
    const missing = new Map<Declared, string>();
    for (const symbol of this.#exports(file))
      for (const named of this.#namedBy(this.#origin(symbol)))
        if (!given.has(named) && !missing.has(named))
          missing.set(named, `${symbol.name} names ${named.name}`);
    return [...missing.values()];
  }

  /** Types that the declarations of a symbol name and that modules of the package export. */
  *#namedBy(symbol: Declared): Iterable<Declared> {
    for (const handle of symbol.declarations) {
      const node = handle.resolve();
      if (node === undefined) continue;
      for (const identifier of identifiersIn(node)) {
        const found = this.#project.checker.getSymbolAtLocation(identifier);
        const named = found && this.#origin(found);
        const [declaration] = named?.declarations ?? [];
        if (named === undefined || declaration === undefined || !(named.flags & SymbolFlags.Type)) continue;
        const parent = named.getParent();
        // A type of a module's own: no parameter of a type, no member, nothing of another package.
        if (parent === undefined || !(parent.flags & SymbolFlags.ValueModule)) continue;
        if (declaration.path.startsWith(this.#root) && !declaration.path.includes('/node_modules/'))
          yield named;
      }
    }
  }
}

/** Identifiers in a declaration; those behind `typeof` are values. */
function* identifiersIn(node: Node): Iterable<Node> {
  if (isIdentifier(node)) yield node;
  if (isTypeQueryNode(node)) return;
  const children: Node[] = [];
  node.forEachChild((child) => {
    children.push(child);
    return undefined;
  });
  for (const child of children) yield* identifiersIn(child);
}
