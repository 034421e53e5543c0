package io.keywheel.cluster;

import io.keywheel.pool.PoolShare;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

class PoolShareTest {

    @Nested
    class Alone implements PoolShareContract {
        @Override
        public PoolShare share() {
            return PoolShare.ALONE;
        }
    }

    @Nested
    class BeforeTheClusterIsUp implements PoolShareContract {
        private final TestNode node = aNode();

        @Override
        public PoolShare share() {
            return node.cluster;
        }
    }

    @Nested
    class InACluster implements PoolShareContract {
        private static final TestNode NODE = aNode();

        @BeforeAll
        static void theNodeJoins() {
            NODE.joining("contract");
            TestNode.awaitMembers(1, NODE);
        }

        @AfterAll
        static void theNodeStops() {
            NODE.cluster.stop();
        }

        @Override
        public PoolShare share() {
            return NODE.cluster;
        }
    }

    private static TestNode aNode() {
        var addresses = TestNode.freeAddresses(1);
        return TestNode.at(addresses.get(0), addresses);
    }
}
