// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.testkit;

import com.google.common.jimfs.Configuration;

/// In memory, with permission bits and extended attributes.
final class PortableKernelWithAttributesContractTest extends PortableKernelInMemoryContractTest {
  @Override
  Configuration configuration() {
    return Configuration.unix().toBuilder()
        .setBlockSize(512)
        .setAttributeViews("basic", "owner", "posix", "unix", "user")
        .build();
  }
}
