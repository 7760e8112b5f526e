// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.tree.Checkout;
import dev.ostree4j.tree.CheckoutOptions;
import dev.ostree4j.tree.CommitTree;
import dev.ostree4j.tree.ContentDigests;
import dev.ostree4j.tree.ImageCheckout;
import dev.ostree4j.tree.SkipList;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/// `checkout`: turns commits into directories.
final class CheckoutCommand implements Command {
  private final FlagOption userMode =
      new FlagOption("user-mode", 'U', "Do not set owners and extended attributes");
  private final FlagOption disableCache =
      new FlagOption("disable-cache", "Do not use the cache of uncompressed files");
  private final TextOption subpath =
      new TextOption("subpath", "PATH", "Only this directory or file of the commit");
  private final FlagOption union =
      new FlagOption("union", "Keep directories that exist, replace files");
  private final FlagOption unionAdd =
      new FlagOption("union-add", "Keep all that exists, add the rest");
  private final FlagOption unionIdentical =
      new FlagOption("union-identical", "Refuse to replace a file by one that is not the same");
  private final FlagOption whiteouts =
      new FlagOption("whiteouts", "Apply the deletions that '.wh.' files of layers stand for");
  private final FlagOption passthrough =
      new FlagOption(
          "process-passthrough-whiteouts", "Make overlayfs whiteouts of '.ostree-wh.' files");
  private final FlagOption allowNoent =
      new FlagOption("allow-noent", "Do nothing when the path is not in the commit");
  private final FlagOption fromStdin =
      new FlagOption("from-stdin", "Read many commits and paths from standard input");
  private final TextOption fromFile =
      new TextOption("from-file", "FILE", "Read many commits and paths from a file");
  private final BooleanOption fsync =
      new BooleanOption("fsync", "POLICY", false, "Whether files are flushed to disk");
  private final FlagOption requireHardlinks =
      new FlagOption("require-hardlinks", 'H', "Fail where a hardlink is not possible");
  private final FlagOption forceCopy =
      new FlagOption("force-copy", 'C', "Never hardlink; share extents where possible");
  private final FlagOption bareUserOnlyDirs =
      new FlagOption("bareuseronly-dirs", 'M', "Keep the modes of directories within 0775");
  private final TextOption skipList =
      new TextOption("skip-list", "FILE", "Leave out the paths listed in this file");
  private final TextOption selinuxPolicy =
      new TextOption("selinux-policy", "PATH", "Label files by the policy of this root");
  private final TextOption selinuxPrefix =
      new TextOption("selinux-prefix", "PREFIX", "Look labels up below this path");
  private final FlagOption composefs =
      new FlagOption("composefs", "Make a composefs image instead of a directory");
  private final FlagOption composefsNoverity =
      new FlagOption("composefs-noverity", "The same without digests");
  private final FlagOption forceCopyZerosized =
      new FlagOption("force-copy-zerosized", 'z', "Never hardlink empty files");

  @Override
  public String name() {
    return "checkout";
  }

  @Override
  public String synopsis() {
    return "COMMIT [DESTINATION]";
  }

  @Override
  public String summary() {
    return "Turn a commit into a directory";
  }

  @Override
  public void declare(OptionSet options) {
    options.add(userMode, disableCache, subpath, union, unionAdd, unionIdentical, whiteouts);
    options.add(passthrough, allowNoent, fromStdin, fromFile, fsync, requireHardlinks, forceCopy);
    options.addHidden(forceCopyZerosized);
    options.add(bareUserOnlyDirs, skipList, selinuxPolicy, selinuxPrefix);
    options.add(composefs, composefsNoverity);
  }

  @Override
  public void run(Invocation call) throws IOException {
    boolean image = composefs.isSet() || composefsNoverity.isSet();
    if (!image) {
      refuseConflicts();
    }
    Writer writer = image ? (rev, path, to) -> writeImage(call, rev, to) : directories(call);
    if (fromStdin.isSet() || fromFile.isSet()) {
      checkOutMany(call, writer);
      return;
    }
    String commit = call.argument(0, "COMMIT must be specified");
    String destination = call.argument(1).orElse(commit);
    writer.write(commit, subpath.value().orElse("/"), destination);
  }

  /// Writes what is at a path of a commit to a destination.
  @FunctionalInterface
  private interface Writer {
    void write(String rev, String path, String destination) throws IOException;
  }

  private Writer directories(Invocation call) throws IOException {
    CheckoutOptions options = options(call);
    return (rev, path, to) -> checkOut(call, options, rev, path, to);
  }

  private void checkOutMany(Invocation call, Writer writer) throws IOException {
    String destination = call.argument(0, "DESTINATION must be specified");
    byte[] pairs =
        fromFile.isSet()
            ? TextFile.bytes(call.path(fromFile.value().orElseThrow()))
            : call.console().input().readAllBytes();
    List<String> words = Arguments.split(pairs);
    for (int i = 0; i + 1 < words.size(); i += 2) {
      writer.write(words.get(i), words.get(i + 1), destination);
    }
  }

  /// An image is always of the whole commit: the reference program, too, ignores the path.
  private void writeImage(Invocation call, String rev, String destination) throws IOException {
    Checksum commit = call.repo().refs().resolve(rev);
    refuseWithImage();
    ContentDigests digests =
        composefsNoverity.isSet() ? ContentDigests.LEFT_OUT : ContentDigests.INCLUDED;
    new ImageCheckout(call.repo(), digests).write(commit, call.path(destination));
  }

  /// Refuses what says how to make files, since none are made.
  private void refuseWithImage() throws CommandException {
    boolean given =
        Stream.of(
                disableCache,
                unionAdd,
                unionIdentical,
                whiteouts,
                passthrough,
                requireHardlinks,
                forceCopy,
                forceCopyZerosized,
                bareUserOnlyDirs)
            .anyMatch(FlagOption::isSet);
    if (given || skipList.isSet() || selinuxPolicy.isSet() || selinuxPrefix.isSet()) {
      throw new CommandException("Specified options are incompatible with --composefs");
    }
  }

  private void checkOut(
      Invocation call, CheckoutOptions options, String rev, String path, String destination)
      throws IOException {
    Repo repo = call.repo();
    Checksum commit = repo.refs().resolve(rev);
    String absolute = TreePath.absolute(path);
    if (allowNoent.isSet() && CommitTree.open(repo, commit).find(absolute).isEmpty()) {
      return;
    }
    new Checkout(repo, options.withSubpath(absolute))
        .write(commit, call.path(destination).toAbsolutePath());
  }

  private void refuseConflicts() throws CommandException {
    refuseBoth(union, unionAdd);
    refuseBoth(union, unionIdentical);
    refuseBoth(unionAdd, unionIdentical);
    refuseBoth(requireHardlinks, forceCopy);
    if (unionIdentical.isSet() && !requireHardlinks.isSet()) {
      throw new CommandException("--union-identical requires --require-hardlinks");
    }
    if (selinuxPrefix.isSet() && !selinuxPolicy.isSet()) {
      throw new CommandException("Cannot specify --selinux-prefix without --selinux-policy");
    }
    Unsupported.refuse(selinuxPolicy);
  }

  private static void refuseBoth(FlagOption a, FlagOption b) throws CommandException {
    if (a.isSet() && b.isSet()) {
      throw new CommandException("Cannot specify both --" + a.name() + " and --" + b.name());
    }
  }

  private CheckoutOptions options(Invocation call) throws IOException {
    CheckoutOptions options = CheckoutOptions.defaults().withExisting(existing());
    if (userMode.isSet()) {
      options = options.withMode(CheckoutOptions.Mode.USER);
    }
    if (disableCache.isSet()) {
      options = options.withCache(CheckoutOptions.UncompressedCache.SKIP);
    }
    if (whiteouts.isSet()) {
      options = options.withWhiteouts(CheckoutOptions.Whiteouts.APPLY);
    }
    if (passthrough.isSet()) {
      options = options.withPassthrough(CheckoutOptions.PassthroughWhiteouts.MAKE_DEVICES);
    }
    if (fsync.value()) {
      options = options.withSync(CheckoutOptions.Sync.EACH);
    }
    if (requireHardlinks.isSet()) {
      options = options.withLinks(CheckoutOptions.Links.REQUIRE);
    } else if (forceCopy.isSet()) {
      options = options.withLinks(CheckoutOptions.Links.NEVER);
    }
    if (forceCopyZerosized.isSet()) {
      options = options.withZeroSized(CheckoutOptions.ZeroSized.COPY);
    }
    if (bareUserOnlyDirs.isSet()) {
      options = options.withDirectoryModes(CheckoutOptions.DirectoryModes.BARE_USER_ONLY);
    }
    if (skipList.isSet()) {
      String text = TextFile.read(call.path(skipList.value().orElseThrow()));
      options = options.withSkipList(SkipList.parse(text));
    }
    return options;
  }

  private CheckoutOptions.Existing existing() {
    if (union.isSet()) {
      return CheckoutOptions.Existing.REPLACE;
    } else if (unionAdd.isSet()) {
      return CheckoutOptions.Existing.KEEP;
    } else if (unionIdentical.isSet()) {
      return CheckoutOptions.Existing.IDENTICAL;
    }
    return CheckoutOptions.Existing.REFUSE;
  }
}
