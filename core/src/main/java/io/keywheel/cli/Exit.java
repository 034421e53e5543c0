package io.keywheel.cli;

/** What the process ends with; scripts rely on the numbers. */
public final class Exit {
    public static final int OK = 0;
    public static final int FAILURE = 1;
    public static final int USAGE = 2;
    public static final int NOT_FOUND = 3;
    public static final int CONFLICT = 4;
    public static final int VALIDATION = 5;
    public static final int AUTH = 6;
    public static final int UNREACHABLE = 7;
    public static final int DEGRADED = 8;

    private Exit() {}
}
