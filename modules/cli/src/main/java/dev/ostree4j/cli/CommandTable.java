// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import org.jspecify.annotations.Nullable;

/// All commands. A switch instead of a map: a run loads the one class that it needs.
final class CommandTable {
  /// Where the summaries of commands stand, behind the indentation.
  private static final int COLUMN = 18;

  /// The same in the help of `static-delta`, which the C program lays out by itself.
  private static final int DELTA_COLUMN = 17;

  private static final String[] NAMES = {
    "cat",
    "checkout",
    "checksum",
    "commit",
    "config",
    "create-usb",
    "diff",
    "export",
    "find-remotes",
    "fsck",
    "gpg-sign",
    "init",
    "log",
    "ls",
    "prune",
    "pull",
    "pull-local",
    "refs",
    "remote",
    "reset",
    "rev-parse",
    "show",
    "sign",
    "static-delta",
    "summary"
  };
  private static final String[] REMOTE_NAMES = {
    "add",
    "delete",
    "show-url",
    "list",
    "gpg-import",
    "gpg-list-keys",
    "add-cookie",
    "delete-cookie",
    "list-cookies",
    "refs",
    "summary"
  };

  private static final String[] DELTA_NAMES = {
    "list", "show", "delete", "generate", "apply-offline", "verify", "indexes", "reindex"
  };

  private CommandTable() {}

  static @Nullable Command find(String name) {
    return switch (name) {
      case "cat" -> new CatCommand();
      case "checkout" -> new CheckoutCommand();
      case "checksum" -> new ChecksumCommand();
      case "commit" -> new CommitCommand();
      case "config" -> new ConfigCommand();
      case "create-usb" -> new CreateUsbCommand();
      case "diff" -> new DiffCommand();
      case "export" -> new ExportCommand();
      case "find-remotes" -> new FindRemotesCommand();
      case "fsck" -> new FsckCommand();
      case "gpg-sign" -> new GpgSignCommand();
      case "init" -> new InitCommand();
      case "log" -> new LogCommand();
      case "ls" -> new LsCommand();
      case "prune" -> new PruneCommand();
      case "pull" -> new PullCommand();
      case "pull-local" -> new PullLocalCommand();
      case "quickstart" -> new QuickStartCommand();
      case "refs" -> new RefsCommand();
      case "reset" -> new ResetCommand();
      case "rev-parse" -> new RevParseCommand();
      case "show" -> new ShowCommand();
      case "sign" -> new SignCommand();
      case "summary" -> new SummaryCommand();
      // Not among the names: the C program does not list it either.
      case "trivial-httpd" -> new TrivialHttpdCommand();
      default -> null;
    };
  }

  static @Nullable Command findRemote(String name) {
    return switch (name) {
      case "add" -> new RemoteAddCommand();
      case "add-cookie" -> new RemoteAddCookieCommand();
      case "delete" -> new RemoteDeleteCommand();
      case "delete-cookie" -> new RemoteDeleteCookieCommand();
      case "gpg-import" -> new RemoteGpgImportCommand();
      case "gpg-list-keys" -> new RemoteGpgListKeysCommand();
      case "list" -> new RemoteListCommand();
      case "list-cookies" -> new RemoteListCookiesCommand();
      case "refs" -> new RemoteRefsCommand();
      case "show-url" -> new RemoteShowUrlCommand();
      case "summary" -> new RemoteSummaryCommand();
      default -> null;
    };
  }

  static @Nullable Command findDelta(String name) {
    return switch (name) {
      case "list" -> new DeltaListCommand();
      case "show" -> new DeltaShowCommand();
      case "delete" -> new DeltaDeleteCommand();
      case "generate" -> new DeltaGenerateCommand();
      case "apply-offline" -> new DeltaApplyOfflineCommand();
      case "verify" -> new DeltaVerifyCommand();
      case "indexes" -> new DeltaIndexesCommand();
      case "reindex" -> new DeltaReindexCommand();
      default -> null;
    };
  }

  /// Whether the C program has it and we do not yet.
  static boolean isForLater(String name) {
    return name.equals("admin");
  }

  /// The list of commands for the help of the program.
  static String listing() {
    var text = new StringBuilder("Builtin Commands:");
    for (String name : NAMES) {
      Command command = find(name);
      append(text, name, COLUMN, command == null ? groupSummary(name) : command.summary());
    }
    return text.toString();
  }

  /// The list of commands for the help of `remote`.
  static String remoteListing() {
    var text = new StringBuilder("Builtin \"remote\" Commands:");
    for (String name : REMOTE_NAMES) {
      Command command = findRemote(name);
      if (command != null) {
        append(text, name, COLUMN, command.summary());
      }
    }
    return text.toString();
  }

  /// The list of commands for the help of `static-delta`.
  static String deltaListing() {
    var text = new StringBuilder("Builtin \"static-delta\" Commands:");
    for (String name : DELTA_NAMES) {
      Command command = findDelta(name);
      if (command != null) {
        append(text, name, DELTA_COLUMN, command.summary());
      }
    }
    return text.toString();
  }

  private static String groupSummary(String name) {
    return name.equals("remote")
        ? "Configure remote repositories"
        : "Static delta related commands";
  }

  private static void append(StringBuilder text, String name, int column, String summary) {
    int end = text.append("\n  ").length() + column;
    text.append(name);
    while (text.length() < end) {
      text.append(' ');
    }
    text.append(summary);
  }
}
