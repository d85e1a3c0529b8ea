/** A file in a tree of Git. */
export interface TreeEntry {
  /** Counted from the root of the work tree, with `/` between names. */
  readonly path: string;
  /** The object id, 40 hex digits. */
  readonly id: string;
  /** `100644`, `100755`, `120000` (a link) or `160000` (a submodule). */
  readonly mode: string;
}

/** A difference between HEAD and the work tree, whatever the index says. */
export interface WorkTreeChange {
  readonly path: string;
  readonly change: 'added' | 'modified' | 'deleted';
}

/** Files of the work tree as a commit of them would have them. */
export interface Snapshot {
  /** The id of the tree: that of HEAD, with what Git would store of the work tree. */
  readonly tree: string;
  /** What differs from HEAD, sorted by path. */
  readonly changes: readonly WorkTreeChange[];
}

/** Why a file does not get into commits as it lies in the work tree. */
export type Withheld =
  /** `by`: the pattern, with its file and line. */
  | { readonly why: 'ignored'; readonly by: string }
  /** `git update-index` was told so: `--skip-worktree`, `--assume-unchanged`. */
  | { readonly why: 'skip-worktree' | 'assume-unchanged' }
  /** It is in a folder with a Git repository of its own, such as a submodule. */
  | { readonly why: 'repository'; readonly folder: string }
  /** An attribute names a program that makes something else of it, such as Git LFS. */
  | { readonly why: 'filter'; readonly filter: string };

/** A difference to write into a new commit: the content of a file, an object that is there already, or no file. */
export type TreeChange =
  | { readonly path: string; readonly content: string | Uint8Array }
  | { readonly path: string; readonly id: string; readonly mode: string }
  | { readonly path: string; readonly deleted: true };

export interface CommitOptions {
  readonly tree: string;
  readonly message: string;
  /** Looks at the commit that was made. If this throws, the commit is taken back: HEAD and the index are as they were. */
  prove?(commit: string): Promise<void>;
}

/** A commit that is made without the work tree. */
export interface NewCommit {
  /** Undefined: the first one of a branch. */
  readonly parent: string | undefined;
  /** New content keeps a file executable. */
  readonly changes: Iterable<TreeChange>;
  readonly message: string;
  /** The user, as the committer, unless given. */
  readonly author?: CommitInfo['author'];
}

export interface Identity {
  readonly name: string;
  readonly email: string;
}

export interface CommitInfo {
  readonly id: string;
  readonly parents: readonly string[];
  /** The id of its tree. */
  readonly tree: string;
  readonly message: string;
  /** When it was committed, in seconds since 1970. */
  readonly committed: number;
  readonly author: Identity & {
    /** Seconds since 1970. */
    readonly time: number;
    /** Minutes east of UTC. */
    readonly offset: number;
  };
}

/** A commit in which a file is not what it was in the commit before. */
export interface FileVersion {
  readonly commit: string;
  /** When it was written, in seconds since 1970. */
  readonly time: number;
  readonly author: Identity;
  /** The content of the file from this commit on; undefined: from here on there is no such file. */
  readonly blob: string | undefined;
}

export interface Head {
  /** Undefined: detached. */
  readonly branch: string | undefined;
  /** Undefined: no commit yet. */
  readonly commit: string | undefined;
}

export interface Remote {
  readonly name: string;
  /** With credentials taken out. */
  readonly url: string;
}

/** Something with several steps that Git was told to do, by the name of its command. */
export type Operation = 'merge' | 'rebase' | 'cherry-pick' | 'revert' | 'am';

/** How a branch of a remote was seen last. */
export interface SeenBranch {
  /** Undefined: the remote does not have it. */
  readonly tip: string | undefined;
}

/** `moved`: the branch has commits that were not fetched. `refused`: the server said no, with its message. */
export type PushResult =
  | { readonly outcome: 'pushed' }
  | { readonly outcome: 'moved' }
  /** Another push holds the branch there, or one that was broken off left its lock behind. */
  | { readonly outcome: 'locked'; readonly message: string }
  | { readonly outcome: 'refused'; readonly message: string };

/**
 * One Git repository with a work tree. Two implementations pass one contract test: the `git` program, and our own for
 * machines that have none. Failures that a user can mend are UserError, with what to type.
 */
export interface Git {
  readonly implementation: 'native' | 'embedded';
  /** The root of the work tree, absolute, links resolved. */
  readonly root: string;
  /** The common Git folder, the same for all work trees: caches go to `resedge/` below it. */
  readonly folder: string;

  head(): Promise<Head>;
  /** A value of the configuration, such as `user.name`; the last if there are several. */
  config(key: string): Promise<string | undefined>;
  /** The commit that a name stands for; undefined if there is none. */
  resolve(ref: string): Promise<string | undefined>;
  /** The files of a commit, or a tree, below these folders (`''` is the root), or these files, sorted by path. */
  tree(commit: string, folders: readonly string[]): Promise<TreeEntry[]>;
  /** The files of the index below these folders, or these files, sorted by path. Unmerged entries are left out. */
  index(folders: readonly string[]): Promise<TreeEntry[]>;
  /** Those of the index that Git does not expect on the disk, as in a sparse checkout, whether or not they are there. */
  absent(folders: readonly string[]): Promise<TreeEntry[]>;
  /** The contents of blobs, in one go. */
  blobs(ids: readonly string[]): Promise<Map<string, Uint8Array>>;
  /** What differs between HEAD and the work tree below these folders or files, ignored files left out, sorted by path. */
  changes(folders: readonly string[]): Promise<WorkTreeChange[]>;
  /**
   * Writes the files below these folders, or these files, into the object database the way Git would commit them:
   * without ignored files, after filters and line ends, and as HEAD has them if Git was told not to look at them.
   * Neither HEAD, nor the index, nor the work tree moves.
   */
  snapshot(folders: readonly string[]): Promise<Snapshot>;
  /** Those of these files that do not get into commits as they lie in the work tree, each with the reason. */
  withheld(paths: readonly string[]): Promise<Map<string, Withheld>>;

  /**
   * Makes a commit with this tree on top of HEAD, and moves HEAD and the index to it: what else is staged stays staged,
   * and the work tree stays as it is. The native one runs hooks, which may change what is committed, and signs as Git
   * is set up to. Returns the id. UserError if nothing differs from HEAD.
   */
  commit(options: CommitOptions): Promise<string>;
  /**
   * Writes a commit into the object database: the parent's files with the changes. Neither a branch, nor the index,
   * nor the work tree moves.
   */
  writeCommit(options: NewCommit): Promise<string>;
  /** Writes a tree into the object database: the files of a commit or a tree, undefined for none, with the changes. */
  writeTree(base: string | undefined, changes: Iterable<TreeChange>): Promise<string>;
  /**
   * Moves the current branch, or HEAD if it is detached, from the commit that it is at to another, with index and
   * work tree. Files that do not differ between the two commits keep what they are; refuses with UserError before it
   * touches anything if a file that does differ was changed in the work tree.
   */
  moveTo(commit: string): Promise<void>;
  /**
   * Puts HEAD on a branch at the commit that it is at, and makes the branch if there is none: index and work tree
   * stay as they are. Refuses with UserError a branch at another commit, and a name that Git gives no branch.
   */
  switchHere(branch: string): Promise<void>;

  commitInfo(id: string): Promise<CommitInfo>;
  /**
   * The commits of `tip` that none of `bases` has, along first parents, oldest first. Bases that are not there count for
   * nothing. With folders, only those in which what is in one of them differs from the first parent; the first commit,
   * and the last one of a shallow clone, if they have one.
   */
  history(bases: readonly string[], tip: string, folders?: readonly string[]): Promise<CommitInfo[]>;
  /** At most so many commits from `tip` on along first parents, newest first, as far as they are there. */
  ancestors(tip: string, most: number): Promise<CommitInfo[]>;
  /**
   * For each path the commits from `tip` along first parents in which the file differs from the first parent, newest
   * first. A merge counts if it brings the file in; the first commit, and the last one of a shallow clone, if they
   * have it. Modes and links count as content; folders and submodules are no files.
   */
  fileHistory(tip: string, paths: readonly string[]): Promise<Map<string, FileVersion[]>>;
  mergeBase(a: string, b: string): Promise<string | undefined>;

  /** The remote of a branch: what its configuration says, else `origin`, else the only one. */
  remote(branch: string): Promise<Remote | undefined>;
  /** Fetches one branch; the id of its tip, undefined if the remote does not have it. */
  fetch(remote: string, branch: string): Promise<string | undefined>;
  /** The branches that a remote has, sorted. */
  remoteBranches(remote: string): Promise<string[]>;
  /** The tip of a remote's branch when it was last fetched or pushed. */
  remoteTip(remote: string, branch: string): Promise<string | undefined>;
  /** All tips that a remote's branch is known to have had: the last one, and those of which this clone keeps a log. */
  formerTips(remote: string, branch: string): Promise<string[]>;
  /**
   * Never forced. With `seen`, the branch must still be at the tip that it was seen at (undefined: not be there), else it
   * counts as moved, whichever way. On success the tip of the remote's branch is remembered.
   */
  push(remote: string, commit: string, branch: string, seen?: SeenBranch): Promise<PushResult>;

  /** A merge, rebase, cherry-pick or revert that was begun and is not finished. */
  operation(): Promise<Operation | undefined>;
  /** Whether it stopped because it was told to, to look or to edit, and not at a conflict. Only a rebase does. */
  isPaused(): Promise<boolean>;
  /** Files with conflicts that nobody has settled yet, sorted by path. */
  conflicts(): Promise<string[]>;
  /**
   * Settles these conflicts: the files are as in HEAD, in the index and on the disk. Then goes on with the operation, if
   * one is in progress, up to its end or to the next conflict. UserError if Git does not go on.
   */
  proceed(paths: readonly string[]): Promise<void>;
}
