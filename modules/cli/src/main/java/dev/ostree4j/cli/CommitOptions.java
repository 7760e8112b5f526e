// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

/// The options of `commit`, in the order of the help.
final class CommitOptions {
  final TextOption parent =
      new TextOption("parent", "COMMIT", "The commit that this one follows, or \"none\"");
  final TextOption subject = new TextOption("subject", 's', "SUBJECT", "What changed, in one line");
  final TextOption body = new TextOption("body", 'm', "BODY", "What changed, at length");
  final TextOption bodyFile =
      new TextOption("body-file", 'F', "FILE", "Take the body from this file");
  final FlagOption editor = new FlagOption("editor", 'e', "Write the message in an editor");
  final TextOption branch = new TextOption("branch", 'b', "BRANCH", "The ref to update");
  final FlagOption orphan = new FlagOption("orphan", "Commit without a ref");
  final FlagOption noBindings =
      new FlagOption("no-bindings", "Do not name the refs inside the commit");
  final TextListOption bindRef =
      new TextListOption("bind-ref", "BRANCH", "Name this ref inside the commit, too");
  final TextOption base =
      new TextOption("base", "REV", "Start from the tree of this commit, taken as it is");
  final TextListOption tree =
      new TextListOption(
          "tree", "dir=PATH or tar=TARFILE or ref=COMMIT", "Lay this over what came before");
  final TextListOption addMetadataString =
      new TextListOption("add-metadata-string", "KEY=VALUE", "Add a text to the metadata");
  final TextListOption addMetadata =
      new TextListOption(
          "add-metadata", "KEY=VALUE", "Add a value in GVariant text format to the metadata");
  final TextListOption keepMetadata =
      new TextListOption("keep-metadata", "KEY", "Take this metadata over from the parent");
  final TextListOption addDetachedMetadataString =
      new TextListOption(
          "add-detached-metadata-string", "KEY=VALUE", "Attach a text to the commit");
  final IntOption ownerUid =
      new IntOption("owner-uid", "UID", -1, "Let all files belong to this user");
  final IntOption ownerGid =
      new IntOption("owner-gid", "GID", -1, "Let all files belong to this group");
  final FlagOption canonicalPermissions =
      new FlagOption("canonical-permissions", "Make owners and modes those of bare-user-only");
  final FlagOption bootable =
      new FlagOption("bootable", "Mark the commit as one with a Linux kernel");
  final FlagOption modeRoExecutables =
      new FlagOption("mode-ro-executables", "Take write permission off executable files");
  final FlagOption noXattrs = new FlagOption("no-xattrs", "Leave extended attributes out");
  final TextOption selinuxPolicy =
      new TextOption("selinux-policy", "PATH", "Label files by the policy of this root");
  final FlagOption selinuxPolicyFromBase =
      new FlagOption(
          "selinux-policy-from-base", 'P', "Label files by the policy of the first tree");
  final IntOption selinuxLabelingEpoch =
      new IntOption("selinux-labeling-epoch", "N", 0, "Which rules for labels: 0 or 1");
  final FlagOption linkCheckoutSpeedup =
      new FlagOption("link-checkout-speedup", "Know hardlinks into the repository again");
  final FlagOption devinoCanonical =
      new FlagOption("devino-canonical", 'I', "The same, and trust that such files did not change");
  final FlagOption tarAutocreateParents =
      new FlagOption("tar-autocreate-parents", "Make directories that the archive leaves out");
  final TextOption tarPathnameFilter =
      new TextOption(
          "tar-pathname-filter", "REGEX,REPLACEMENT", "Rename the members of the archive");
  final FlagOption skipIfUnchanged =
      new FlagOption("skip-if-unchanged", "Do nothing when the tree is that of the parent");
  final TextOption statoverride =
      new TextOption("statoverride", "PATH", "Change the modes that this file lists");
  final TextOption skipList =
      new TextOption("skip-list", "PATH", "Leave out the paths that this file lists");
  final FlagOption consume =
      new FlagOption("consume", "Delete the files of local directories as they are read");
  final FlagOption tableOutput = new FlagOption("table-output", "Print figures, too");
  final TextListOption gpgSign = new TextListOption("gpg-sign", "KEY-ID", "Sign with this GPG key");
  final TextOption gpgHomedir = new TextOption("gpg-homedir", "HOMEDIR", "Where the GPG keys are");
  final TextListOption sign = new TextListOption("sign", "KEY_ID", "Sign with this key");
  final TextListOption signFromFile =
      new TextListOption("sign-from-file", "PATH", "Sign with the keys in this file");
  final TextOption signType =
      new TextOption("sign-type", "NAME", "What kind of keys: ed25519 (default), spki, dummy");
  final FlagOption generateSizes =
      new FlagOption("generate-sizes", "Write the sizes of all objects into the commit");
  final FlagOption generateComposefsMetadata =
      new FlagOption("generate-composefs-metadata", "Write the digest of a composefs image");
  final FlagOption disableFsync = new FlagOption("disable-fsync", "Do not flush to disk");
  final BooleanOption fsync =
      new BooleanOption("fsync", "POLICY", true, "Whether what is written is flushed to disk");
  final TextOption timestamp =
      new TextOption("timestamp", "TIMESTAMP", "The time of the commit (default: now)");

  void declare(OptionSet options) {
    options.add(parent, subject, body, bodyFile, editor, branch, orphan, noBindings, bindRef);
    options.add(base, tree, addMetadataString, addMetadata, keepMetadata);
    options.add(addDetachedMetadataString, ownerUid, ownerGid, canonicalPermissions, bootable);
    options.add(modeRoExecutables, noXattrs, selinuxPolicy, selinuxPolicyFromBase);
    options.add(selinuxLabelingEpoch, linkCheckoutSpeedup, devinoCanonical);
    options.add(tarAutocreateParents, tarPathnameFilter, skipIfUnchanged, statoverride, skipList);
    options.add(consume, tableOutput, gpgSign, gpgHomedir, sign, signFromFile, signType);
    options.add(generateSizes, generateComposefsMetadata);
    options.addHidden(disableFsync);
    options.add(fsync, timestamp);
  }

  /// Refuses what makes no sense together, and what this release cannot do.
  void check() throws CommandException {
    if (!branch.isSet() && !orphan.isSet()) {
      throw new CommandException("A branch must be specified with --branch, or use --orphan");
    }
    if (canonicalPermissions.isSet() && ownerUid.value() > 0) {
      throw new CommandException(
          "Cannot specify both --canonical-permissions and non-zero --owner-uid");
    }
    if (canonicalPermissions.isSet() && ownerGid.value() > 0) {
      throw new CommandException(
          "Cannot specify both --canonical-permissions and non-zero --owner-gid");
    }
    if (selinuxLabelingEpoch.value() < 0 || selinuxLabelingEpoch.value() > 1) {
      throw new CommandException("Unknown SELinux labeling epoch: " + selinuxLabelingEpoch.value());
    }
    Unsupported.refuse(selinuxPolicy, selinuxPolicyFromBase);
  }
}
