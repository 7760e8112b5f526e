// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import java.util.LinkedHashMap;
import java.util.Map;

/// The few entries that were asked for last.
final class RecentEntries<K, V> extends LinkedHashMap<K, V> {
  private static final long serialVersionUID = 1L;
  private static final float LOAD = 0.75f;

  private final int max;

  RecentEntries(int max) {
    super(2 * max, LOAD, true);
    this.max = max;
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > max;
  }
}
