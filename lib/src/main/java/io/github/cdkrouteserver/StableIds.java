package io.github.cdkrouteserver;

import software.amazon.awscdk.Stage;
import software.constructs.IConstruct;

/** Construct ids that come from what a construct is for, so that they stay when others join it. */
final class StableIds {
    private StableIds() {}

    /** The path of a construct below another one, or below the stage where it is not below that. */
    static String inside(String ancestorPath, IConstruct construct) {
        String path = construct.getNode().getPath();
        if (path.startsWith(ancestorPath + "/")) {
            return path.substring(ancestorPath.length() + 1);
        }
        String stage = Stage.of(construct).getNode().getPath();
        return stage.isEmpty() ? path : path.substring(stage.length() + 1);
    }
}
