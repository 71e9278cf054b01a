import type { Operation } from "../../operation/index.ts";
import type { Planner, PlanResult } from "../planner/planner.ts";
import type { CompiledPlan } from "./compile-plan.ts";
import type { Variables } from "./represent.ts";
import type { SettleConditions } from "./settle-conditions.ts";
import type { SplitOperation } from "./split-operation.ts";

/** Plans one operation, for the values of its variables. */
export type PlanOperation = (
  way: Extract<keyof Planner<CompiledPlan>, "plan" | "planAhead">,
  operation: Operation,
  variables: Variables,
) => Promise<PlannedOperation>;

/** What runs of an operation. */
export interface PlannedOperation extends Pick<SplitOperation, "introspection"> {
  /** Undefined where nothing of subgraphs is asked. */
  readonly planned: PlanResult<CompiledPlan> | undefined;
}

/** What planning an operation is made of. */
export interface PlanOperationOptions {
  readonly planner: Planner<CompiledPlan>;
  readonly settling: SettleConditions;
  readonly splitOf: (operation: Operation) => SplitOperation;
}

/** Plans an operation as it is or, where no planner has a plan of it so, with its conditions decided. */
export function createPlanOperation({ planner, settling, splitOf }: PlanOperationOptions): PlanOperation {
  const planSplit = async (
    way: "plan" | "planAhead",
    { planned, introspection }: SplitOperation,
  ): Promise<PlannedOperation> => ({
    introspection,
    planned: planned === undefined ? undefined : await planner[way](planned),
  });
  return async (way, operation, variables) => {
    const { conditions } = splitOf(operation);
    const tried = settling.settle(operation, conditions, variables);
    const result = await planSplit(way, splitOf(tried));
    if (result.planned?.ok !== false || result.planned.error.code !== "OPERATION_NOT_PLANNED") return result;
    settling.insist(operation);
    const settled = settling.settle(operation, conditions, variables);
    return settled === tried ? result : planSplit(way, splitOf(settled));
  };
}
