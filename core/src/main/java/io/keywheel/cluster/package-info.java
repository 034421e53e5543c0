/** The members as one pool: rests and rotations in shared maps. The only package that knows Hazelcast. */
@NullMarked
package io.keywheel.cluster;

import org.jspecify.annotations.NullMarked;
