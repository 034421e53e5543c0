/** How a cluster is formed: settings in, hardened Hazelcast configuration out. */
@NullMarked
package io.keywheel.clusterconfig;

import org.jspecify.annotations.NullMarked;
