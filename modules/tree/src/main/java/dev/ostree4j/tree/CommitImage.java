// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.composefs.ComposefsImage;
import dev.ostree4j.composefs.ImageAttributes;
import dev.ostree4j.composefs.ImageDirectory;
import dev.ostree4j.composefs.ImageLimitException;
import dev.ostree4j.composefs.ImageNode;
import dev.ostree4j.object.Commit;
import dev.ostree4j.object.DirMeta;
import dev.ostree4j.object.DirTree;
import dev.ostree4j.object.MetadataLimits;
import dev.ostree4j.repo.ObjectStore;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Makes the composefs image of a commit: its tree with the repository's own files as content.
///
/// The image has some directories that every system needs, whether they are in the commit or not.
/// The content of all files is read, on all processors, unless digests are left out.
///
/// @since 0.1
public final class CommitImage {
  private static final List<String> SYSTEM_DIRECTORIES =
      List.of("usr", "etc", "boot", "var", "sysroot");
  private static final int SYSTEM_DIRECTORY_MODE = 0755;

  private final ObjectStore objects;
  private final ContentDigests digests;

  /// Images of what is in this store.
  public CommitImage(ObjectStore objects, ContentDigests digests) {
    this.objects = objects;
    this.digests = digests;
  }

  /// The image of a commit.
  public ComposefsImage of(Checksum commit) throws IOException {
    Commit read = objects.readCommit(commit);
    return of(new TreeRoot(read.rootTree(), read.rootMeta()));
  }

  /// The image of a tree which need not belong to a commit.
  ///
  /// @throws TreeException.Unrepresentable when an image cannot hold something in it
  public ComposefsImage of(TreeRoot tree) throws IOException {
    var content = new ContentNodes(objects, digests);
    Map<Checksum, ImageNode> files = content.read(ReachableObjects.of(objects, tree));
    try {
      ImageDirectory root = new Walk(content, files).directory(tree, 0);
      return ComposefsImage.of(withSystemDirectories(root));
    } catch (ImageLimitException e) {
      throw new TreeException.Unrepresentable("No image can hold " + e.getMessage(), e);
    }
  }

  private static ImageDirectory withSystemDirectories(ImageDirectory root)
      throws ImageLimitException {
    var attributes = ImageAttributes.of(SYSTEM_DIRECTORY_MODE, 0, 0, List.of());
    ImageDirectory empty = ImageDirectory.of(attributes, Map.of());
    var children = new HashMap<String, ImageNode>();
    for (String name : SYSTEM_DIRECTORIES) {
      children.put(name, empty);
    }
    for (int i = 0; i < root.size(); i++) {
      children.put(root.name(i), root.node(i));
    }
    return ImageDirectory.of(root.attributes(), children);
  }

  /// Puts directories together, equal ones once.
  private final class Walk {
    private final ContentNodes content;
    private final Map<Checksum, ImageNode> files;
    private final Map<TreeRoot, ImageDirectory> made = new HashMap<>();

    Walk(ContentNodes content, Map<Checksum, ImageNode> files) {
      this.content = content;
      this.files = files;
    }

    ImageDirectory directory(TreeRoot root, int depth) throws IOException {
      if (depth > MetadataLimits.MAX_DEPTH) {
        throw new TreeException.InvalidName("Directories too deep in the commit");
      }
      ImageDirectory known = made.get(root);
      if (known != null) {
        return known;
      }
      DirTree tree = objects.readDirTree(root.tree());
      Map<String, ImageNode> children = HashMap.newHashMap(tree.files().size());
      for (DirTree.FileEntry file : tree.files()) {
        children.put(file.name(), files.get(file.checksum()));
      }
      for (DirTree.DirectoryEntry child : tree.directories()) {
        children.put(child.name(), directory(new TreeRoot(child.tree(), child.meta()), depth + 1));
      }
      DirMeta meta = objects.readDirMeta(root.meta());
      ImageAttributes attributes =
          content.attributes(meta.mode(), meta.uid(), meta.gid(), meta.xattrs());
      ImageDirectory directory = ImageDirectory.of(attributes, children);
      made.put(root, directory);
      return directory;
    }
  }
}
