// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import dev.ostree4j.keyfile.KeyFile;
import dev.ostree4j.object.InvalidNameException;
import dev.ostree4j.object.RemoteName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A remote to be written. Immutable.
///
/// @since 0.1
public final class RemoteDraft {
  private static final String METALINK = "metalink=";

  private final RemoteName name;

  /// A text or a list of texts for each key, in the order in which they were given.
  private final Map<String, List<String>> lists;

  private final Map<String, String> texts;
  private final List<String> order;

  private RemoteDraft(
      RemoteName name,
      Map<String, String> texts,
      Map<String, List<String>> lists,
      List<String> order) {
    this.name = name;
    this.texts = texts;
    this.lists = lists;
    this.order = order;
  }

  /// A remote of this name without any option.
  ///
  /// @throws InvalidNameException when a remote cannot be called so
  public static RemoteDraft of(String name) throws InvalidNameException {
    return new RemoteDraft(RemoteName.parse(name), Map.of(), Map.of(), List.of());
  }

  /// With this address; one that starts with `metalink=` is that of a metalink.
  public RemoteDraft withUrl(String url) throws RepoException.InvalidRemote {
    return url.startsWith(METALINK)
        ? withOption("metalink", url.substring(METALINK.length()))
        : withOption("url", url);
  }

  /// With this option, in place of one of this name.
  ///
  /// @throws RepoException.InvalidRemote when key or value cannot stand in one line of a key file
  public RemoteDraft withOption(String key, String value) throws RepoException.InvalidRemote {
    requireLine("option", key);
    requireLine("value of " + key, value);
    requireKey(key);
    var changedTexts = new LinkedHashMap<>(texts);
    changedTexts.put(key, value);
    var changedLists = new LinkedHashMap<>(lists);
    changedLists.remove(key);
    return new RemoteDraft(name, changedTexts, changedLists, withKey(key));
  }

  /// With this option, in place of one of this name.
  ///
  /// @throws RepoException.InvalidRemote when key or value cannot stand in one line of a key file
  public RemoteDraft withOption(String key, List<String> values)
      throws RepoException.InvalidRemote {
    requireLine("option", key);
    for (String value : values) {
      requireLine("value of " + key, value);
    }
    requireKey(key);
    var changedTexts = new LinkedHashMap<>(texts);
    changedTexts.remove(key);
    var changedLists = new LinkedHashMap<>(lists);
    changedLists.put(key, List.copyOf(values));
    return new RemoteDraft(name, changedTexts, changedLists, withKey(key));
  }

  private List<String> withKey(String key) {
    var changed = new java.util.ArrayList<>(order);
    if (!changed.contains(key)) {
      changed.add(key);
    }
    return changed;
  }

  /// A line end in a name or an address would write groups and keys of somebody else's choice.
  private void requireLine(String what, String text) throws RepoException.InvalidRemote {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x20 && c != '\t' || c == 0x7F) {
        throw new RepoException.InvalidRemote(
            "Control character in " + what + " of remote \"" + name + "\"");
      }
    }
  }

  /// A key file knows best what can be a key.
  private void requireKey(String key) throws RepoException.InvalidRemote {
    try {
      KeyFile.empty().set("remote", key, "");
    } catch (IllegalArgumentException e) {
      throw new RepoException.InvalidRemote(
          "Invalid option \"" + key + "\" of remote \"" + name + "\"");
    }
  }

  /// Its name.
  public String name() {
    return name.text();
  }

  /// Writes the options into a group.
  void writeTo(KeyFile file, String group) {
    for (String key : order) {
      String text = texts.get(key);
      if (text != null) {
        file.set(group, key, text);
      } else {
        file.setStrings(group, key, lists.getOrDefault(key, List.of()));
      }
    }
  }
}
