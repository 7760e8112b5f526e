// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.Commit;
import dev.ostree4j.repo.DevInoCache;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.Transaction;
import dev.ostree4j.tree.CommitImporter;
import dev.ostree4j.tree.DirectoryImporter;
import dev.ostree4j.tree.ImportOptions;
import dev.ostree4j.tree.MutableTree;
import dev.ostree4j.tree.SkipList;
import dev.ostree4j.tree.StatOverrides;
import dev.ostree4j.tree.TarImporter;
import dev.ostree4j.tree.TarOptions;
import dev.ostree4j.tree.TreeRoot;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;

/// What `commit` reads: a base, then trees laid over one another.
final class CommitSources {
  private final CommitOptions options;
  private final Invocation call;
  private final Optional<SkipList> skipList;
  private final Optional<StatOverrides> statOverrides;

  /// Reads the lists that the options name, so that a mistake in them is found first.
  CommitSources(CommitOptions options, Invocation call) throws IOException {
    this.options = options;
    this.call = call;
    skipList =
        options.skipList.isSet()
            ? Optional.of(SkipList.parse(read(options.skipList)))
            : Optional.empty();
    statOverrides =
        options.statoverride.isSet()
            ? Optional.of(StatOverrides.parse(read(options.statoverride)))
            : Optional.empty();
  }

  private String read(TextOption file) throws IOException {
    return TextFile.read(call.path(file.value().orElseThrow()));
  }

  /// Reads all sources into one tree.
  MutableTree read(Transaction transaction) throws IOException {
    Repo repo = transaction.repo();
    MutableTree tree = MutableTree.empty();
    if (options.base.isSet()) {
      Checksum base = repo.refs().resolve(options.base.value().orElseThrow());
      tree = MutableTree.of(repo.objects(), rootOf(repo, base));
    }
    ImportOptions importOptions = importOptions(repo);
    if (options.tree.isSet()) {
      for (String specification : options.tree.values()) {
        add(specification, tree, transaction, importOptions);
      }
    } else {
      Path directory = call.path(call.argument(0).orElse("."));
      new DirectoryImporter(transaction, importOptions).read(directory, tree);
    }
    refuseUnmatched();
    return tree;
  }

  private void add(
      String specification, MutableTree tree, Transaction transaction, ImportOptions importOptions)
      throws IOException {
    KeyValue source =
        KeyValue.find(specification)
            .orElseThrow(
                () ->
                    new CommandException(
                        "Missing type in tree specification '" + specification + "'"));
    switch (source.key()) {
      case "dir" ->
          new DirectoryImporter(transaction, importOptions).read(call.path(source.value()), tree);
      case "tar" ->
          readArchive(
              source.value(), new TarImporter(transaction, importOptions, tarOptions()), tree);
      case "ref" -> {
        Repo repo = transaction.repo();
        TreeRoot root = rootOf(repo, repo.refs().resolve(source.value()));
        new CommitImporter(transaction, importOptions).read(root, tree);
      }
      default ->
          throw new CommandException("Invalid tree type specification '" + source.key() + "'");
    }
  }

  private void readArchive(String file, TarImporter importer, MutableTree tree) throws IOException {
    if (file.equals("-")) {
      importer.read(new BufferedInputStream(call.console().input()), tree);
      return;
    }
    Path path = call.path(file);
    if (!Files.isReadable(path)) {
      throw new CommandException(
          "archive_read_open_filename: Failed to open '" + path.toAbsolutePath() + "'");
    }
    try (InputStream archive = new BufferedInputStream(Files.newInputStream(path))) {
      importer.read(archive, tree);
    }
  }

  private static TreeRoot rootOf(Repo repo, Checksum name) throws IOException {
    Commit commit = repo.objects().readCommit(name);
    return new TreeRoot(commit.rootTree(), commit.rootMeta());
  }

  private ImportOptions importOptions(Repo repo) throws IOException {
    ImportOptions result = ImportOptions.defaults();
    if (options.ownerUid.value() >= 0) {
      result = result.withOwnerUid(options.ownerUid.value());
    }
    if (options.ownerGid.value() >= 0) {
      result = result.withOwnerGid(options.ownerGid.value());
    }
    if (options.canonicalPermissions.isSet()) {
      result = result.withPermissions(ImportOptions.Permissions.CANONICAL);
    }
    if (options.modeRoExecutables.isSet()) {
      result = result.withReadOnlyExecutables();
    }
    if (options.noXattrs.isSet()) {
      result = result.withXattrs(ImportOptions.XattrUse.SKIP);
    }
    if (options.consume.isSet()) {
      result = result.withSource(ImportOptions.SourceUse.CONSUME);
    }
    if (skipList.isPresent()) {
      result = result.withSkipList(skipList.get());
    }
    if (statOverrides.isPresent()) {
      result = result.withStatOverrides(statOverrides.get());
    }
    return withCache(result, repo);
  }

  private ImportOptions withCache(ImportOptions before, Repo repo) throws IOException {
    if (options.devinoCanonical.isSet()) {
      return before.withDevInoCache(DevInoCache.scan(repo), ImportOptions.CacheTrust.CANONICAL);
    }
    if (options.linkCheckoutSpeedup.isSet()) {
      return before.withDevInoCache(DevInoCache.scan(repo), ImportOptions.CacheTrust.PLAIN);
    }
    return before;
  }

  private TarOptions tarOptions() throws CommandException {
    TarOptions result = TarOptions.defaults();
    if (options.tarAutocreateParents.isSet()) {
      result = result.withMissingParents(TarOptions.MissingParents.CREATE);
    }
    if (!options.tarPathnameFilter.isSet()) {
      return result;
    }
    String filter = options.tarPathnameFilter.value().orElseThrow();
    int comma = filter.indexOf(',');
    if (comma < 0) {
      throw new CommandException("Missing ',' in --tar-pathname-filter");
    }
    try {
      return result.withRenaming(filter.substring(0, comma), filter.substring(comma + 1));
    } catch (PatternSyntaxException e) {
      throw new CommandException("--tar-pathname-filter: " + e.getDescription());
    }
  }

  /// A path that was listed but never met is a mistake in the list.
  private void refuseUnmatched() throws IOException {
    if (statOverrides.isPresent()) {
      refuse(statOverrides.get().unmatched(), "statoverride");
    }
    if (skipList.isPresent()) {
      refuse(skipList.get().unmatched(), "skip-list");
    }
  }

  private void refuse(List<String> unmatched, String list) throws IOException {
    for (String path : unmatched) {
      call.console().warn("Unmatched " + list + " path: " + path);
    }
    if (!unmatched.isEmpty()) {
      throw new CommandException("Unmatched " + list + " paths");
    }
  }
}
