/** The members as one pool: rests, rotations, links and what is left of limits in shared maps. The only package that knows Hazelcast. */
@NullMarked
package io.keywheel.cluster;

import org.jspecify.annotations.NullMarked;
