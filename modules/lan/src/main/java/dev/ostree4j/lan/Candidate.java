// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.lan;

import dev.ostree4j.object.CollectionRef;
import dev.ostree4j.object.RemoteName;
import java.util.Set;

/// Somebody who may have refs, for all of which the keys of one remote count.
record Candidate(String url, RemoteName keyring, Set<CollectionRef> refs) {}
