/* Made by shared_schemas/generate.py from the pydantic models: change those, not this file. */

/**
 * Any command, told apart by `type`.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "Command".
 */
export type Command =
  | StartTraining
  | StartSearch
  | StepSearch
  | Pause
  | Resume
  | Stop
  | CancelJob
  | ConfigureTraining
  | ConfigureSearch
  | SetConstraints
  | AddCell
  | RemoveCell
  | MoveCell
  | SetCellNodes
  | AddPaths
  | RemovePaths
  | FixPaths
  | ReleasePaths
  | SetOperationParameters
  | FocusRegion
  | ClearFocus
  | SaveRegion
  | RenameRegion
  | DeleteRegion
  | Relayout
  | EvaluateCandidates
  | Undo
  | Redo
  | Finalize
  | Branch
  | RunTwin;
/**
 * Any frame, told apart by `kind`.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "Frame".
 */
export type Frame = Snapshot | PatchFrame | Progress | Notice | Presence;
/**
 * The answer to `GET /studies`, newest first.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "StudyList".
 */
export type StudyList = StudySummary[];
/**
 * The answer to `GET /templates`: those of the catalogue, then the saved ones, newest first.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "TemplateList".
 */
export type TemplateList = TemplateSummary[];

/**
 * Everything that crosses between the server and a browser, each under its name.
 */
export interface Contract {
  Command?: Command;
  CreateStudy?: CreateStudy;
  SelectRequest?: SelectRequest;
  SetRequest?: SetRequest;
  BuildTemplate?: BuildTemplate;
  EditTemplate?: EditTemplate;
  Frame?: Frame;
  Records?: Records;
  ScoresRecord?: ScoresRecord;
  Catalogue?: Catalogue;
  StudyCreated?: StudyCreated;
  StudyList?: StudyList;
  TemplateList?: TemplateList;
  TemplateBuilt?: TemplateBuilt;
  TemplateFile?: TemplateFile;
  Accepted?: Accepted;
  Selected?: Selected;
  SetResult?: SetResult;
  ScoresHistory?: ScoresHistory;
  Effects?: Effects;
  Health?: Health;
  Problem?: Problem;
}
/**
 * Train the template so many epochs more.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "StartTraining".
 */
export interface StartTraining {
  actor?: string;
  command_id?: string | null;
  expected_seq?: number | null;
  type: "start_training";
  epochs: number;
}
/**
 * Search so many iterations more, or until stopped.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "StartSearch".
 */
export interface StartSearch {
  actor?: string;
  command_id?: string | null;
  expected_seq?: number | null;
  type: "start_search";
  iterations?: number | null;
}
/**
 * Run one iteration, from idle or within a paused search.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "StepSearch".
 */
export interface StepSearch {
  actor?: string;
  command_id?: string | null;
  expected_seq?: number | null;
  type: "step_search";
}
/**
 * Pause what runs, after the batch.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "Pause".
 */
export interface Pause {
  actor?: string;
  command_id?: string | null;
  expected_seq?: number | null;
  type: "pause";
}
/**
 * Go on with what was paused.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "Resume".
 */
export interface Resume {
  actor?: string;
  command_id?: string | null;
  expected_seq?: number | null;
  type: "resume";
}
/**
 * End what runs, after the batch; weights and finished evaluations are kept.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "Stop".
 */
export interface Stop {
  actor?: string;
  command_id?: string | null;
  expected_seq?: number | null;
  type: "stop";
}
/**
 * End one job by its id.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "CancelJob".
 */
export interface CancelJob {
  actor?: string;
  command_id?: string | null;
  expected_seq?: number | null;
  type: "cancel_job";
  job: string;
}
/**
 * Change the settings of training that are given (`model_fields_set`); the others stay.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "ConfigureTraining".
 */
export interface ConfigureTraining {
  actor?: string;
  command_id?: string | null;
  expected_seq?: number | null;
  /**
   * How weights follow the gradient.
   */
  optimizer?: "sgd" | "adamw";
  /**
   * At the start; falls to zero by cosine.
   */
  learning_rate?: number;
  /**
   * Of SGD; ignored by AdamW.
   */
  momentum?: number;
  /**
   * Pull of every weight towards zero.
   */
  weight_decay?: number;
  /**
   * The gradient's norm is cut at this.
   */
  gradient_clip?: number;
  /**
   * Images a step; empty: the data set's default.
   */
  batch_size?: number | null;
  /**
   * Which paths a step trains: a random candidate, each path equally often, or all but a few.
   */
  sampling?: "uniform" | "fair" | "dropout";
  /**
   * With sampling `dropout`: how likely a path is left out of a step.
   */
  path_dropout?: number;
  type: "configure_training";
}
/**
 * Change the strategy or its parameters, by name; the others stay. A parameter of null has its default again.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "ConfigureSearch".
 */
export interface ConfigureSearch {
  actor?: string;
  command_id?: string | null;
  expected_seq?: number | null;
  type: "configure_search";
  strategy?: string | null;
  parameters?: {
    [k: string]: boolean | number | string | null;
  };
}
/**
 * Replace the bounds that candidates must obey; an empty list lifts them.
 *
 * Also understood: a map, `{"parameters": 1000000}`, as `constraints` or in the place of it.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "SetConstraints".
 */
export interface SetConstraints {
  actor?: string;
  command_id?: string | null;
  expected_seq?: number | null;
  type: "set_constraints";
  constraints: Constraint[];
}
/**
 * An upper bound on an objective that needs no evaluation: `parameters` or `madds`.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "Constraint".
 */
export interface Constraint {
  objective: "parameters" | "madds";
  maximum: number;
}
/**
 * Insert an untied cell; `position` counts from 0.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "AddCell".
 */
export interface AddCell {
  actor?: string;
  command_id?: string | null;
  expected_seq?: number | null;
  type: "add_cell";
  kind: "normal" | "reduction";
  position: number;
  nodes?: number;
}
/**
 * Take a cell out of the template; its weights are kept.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "RemoveCell".
 */
export interface RemoveCell {
  actor?: string;
  command_id?: string | null;
  expected_seq?: number | null;
  type: "remove_cell";
  cell: string;
}
/**
 * Move a cell to another place in the row; `position` counts from 0.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "MoveCell".
 */
export interface MoveCell {
  actor?: string;
  command_id?: string | null;
  expected_seq?: number | null;
  type: "move_cell";
  cell: string;
  position: number;
}
/**
 * Give a cell more nodes or fewer.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "SetCellNodes".
 */
export interface SetCellNodes {
  actor?: string;
  command_id?: string | null;
  expected_seq?: number | null;
  type: "set_cell_nodes";
  cell: string;
  nodes: number;
}
/**
 * Bring removed paths back (by id) or add new ones.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "AddPaths".
 */
export interface AddPaths {
  actor?: string;
  command_id?: string | null;
  expected_seq?: number | null;
  type: "add_paths";
  /**
   * @minItems 1
   * @maxItems 20000
   */
  paths: (string | NewPath)[];
}
/**
 * A path that is not in the template yet.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "NewPath".
 */
export interface NewPath {
  cell: string;
  source: string;
  target: string;
  operation: string;
  parameters?: {
    [k: string]: boolean | number | string;
  };
  slot?: number | null;
}
/**
 * Make paths unavailable to the search; their weights are kept.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "RemovePaths".
 */
export interface RemovePaths {
  actor?: string;
  command_id?: string | null;
  expected_seq?: number | null;
  type: "remove_paths";
  /**
   * @minItems 1
   * @maxItems 20000
   */
  paths: string[];
}
/**
 * Have paths in every candidate from now on.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "FixPaths".
 */
export interface FixPaths {
  actor?: string;
  command_id?: string | null;
  expected_seq?: number | null;
  type: "fix_paths";
  /**
   * @minItems 1
   * @maxItems 20000
   */
  paths: string[];
}
/**
 * Let the search choose again over fixed paths.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "ReleasePaths".
 */
export interface ReleasePaths {
  actor?: string;
  command_id?: string | null;
  expected_seq?: number | null;
  type: "release_paths";
  /**
   * @minItems 1
   * @maxItems 20000
   */
  paths: string[];
}
/**
 * Change the parameters of paths' operations (kernel, dilation …).
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "SetOperationParameters".
 */
export interface SetOperationParameters {
  actor?: string;
  command_id?: string | null;
  expected_seq?: number | null;
  type: "set_operation_parameters";
  /**
   * @minItems 1
   * @maxItems 20000
   */
  paths: string[];
  parameters: {
    [k: string]: boolean | number | string;
  };
}
/**
 * Sample from a region only (weight 1) or with probability `weight`, until cleared.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "FocusRegion".
 */
export interface FocusRegion {
  actor?: string;
  command_id?: string | null;
  expected_seq?: number | null;
  type: "focus_region";
  /**
   * @maxItems 200000
   */
  candidates: string[];
  polygon?: [number, number][] | null;
  layout_version?: number | null;
  weight?: number;
}
/**
 * Sample from everywhere again.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "ClearFocus".
 */
export interface ClearFocus {
  actor?: string;
  command_id?: string | null;
  expected_seq?: number | null;
  type: "clear_focus";
}
/**
 * Keep a set of candidates under a name, with the lasso that chose them if one did.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "SaveRegion".
 */
export interface SaveRegion {
  actor?: string;
  command_id?: string | null;
  expected_seq?: number | null;
  type: "save_region";
  name: string;
  /**
   * @minItems 1
   * @maxItems 200000
   */
  candidates: string[];
  polygon?: [number, number][] | null;
  layout_version?: number | null;
}
/**
 * Give a saved region another name.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "RenameRegion".
 */
export interface RenameRegion {
  actor?: string;
  command_id?: string | null;
  expected_seq?: number | null;
  type: "rename_region";
  region: string;
  name: string;
}
/**
 * Forget a saved region.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "DeleteRegion".
 */
export interface DeleteRegion {
  actor?: string;
  command_id?: string | null;
  expected_seq?: number | null;
  type: "delete_region";
  region: string;
}
/**
 * Fit the map anew, starting from where the points are.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "Relayout".
 */
export interface Relayout {
  actor?: string;
  command_id?: string | null;
  expected_seq?: number | null;
  type: "relayout";
}
/**
 * Evaluate candidates of the map, the network that `paths` describes, and cells of NAS-Bench-201 by string.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "EvaluateCandidates".
 */
export interface EvaluateCandidates {
  actor?: string;
  command_id?: string | null;
  expected_seq?: number | null;
  type: "evaluate_candidates";
  /**
   * @maxItems 10000
   */
  candidates?: string[];
  /**
   * @maxItems 20000
   */
  paths?: string[];
  /**
   * @maxItems 10000
   */
  archs?: string[];
}
/**
 * Revert this actor's last steering that is not undone yet.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "Undo".
 */
export interface Undo {
  actor?: string;
  command_id?: string | null;
  expected_seq?: number | null;
  type: "undo";
}
/**
 * Do again what this actor undid last.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "Redo".
 */
export interface Redo {
  actor?: string;
  command_id?: string | null;
  expected_seq?: number | null;
  type: "redo";
}
/**
 * Train candidates as standalone networks and report their test accuracy.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "Finalize".
 */
export interface Finalize {
  actor?: string;
  command_id?: string | null;
  expected_seq?: number | null;
  type: "finalize";
  /**
   * @minItems 1
   * @maxItems 20
   */
  candidates: string[];
  epochs: number;
  initial?: "scratch" | "inherited";
}
/**
 * Begin another study from where this one was after the event `at_seq`; both go their own ways from there.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "Branch".
 */
export interface Branch {
  actor?: string;
  command_id?: string | null;
  expected_seq?: number | null;
  type: "branch";
  at_seq: number;
  name: string;
}
/**
 * Run the study on as if the event `at_seq`, an intervention, and everything later had never been.
 *
 * The unattended twin makes as many evaluations as this study since then, behind all other work. `repeats` are so many
 * twins more, each with another seed, the first of them all with the study's own.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "RunTwin".
 */
export interface RunTwin {
  actor?: string;
  command_id?: string | null;
  expected_seq?: number | null;
  type: "run_twin";
  at_seq: number;
  repeats?: number;
}
/**
 * The body of `POST /studies`; an id alone stands for a choice without parameters.
 *
 * `template` is one of the catalogue, perhaps with parameters, a saved one by its id, or a whole one.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "CreateStudy".
 */
export interface CreateStudy {
  name: string;
  dataset: string | DatasetChoiceSent;
  template: string | TemplateChoice | TemplateSent;
  training?: TrainingConfigurationSent;
  search?: SearchConfigurationSent;
  seed?: number;
  actor?: string;
}
/**
 * A data set by its id, with parameters such as `train_images` (at most so many) and `validation_share`.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "DatasetChoiceSent".
 */
export interface DatasetChoiceSent {
  id: string;
  parameters?: {
    [k: string]: boolean | number | string;
  };
}
/**
 * A template of the catalogue, with its parameters.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "TemplateChoice".
 */
export interface TemplateChoice {
  id: string;
  parameters?: {
    [k: string]: boolean | number | string | (boolean | number | string)[];
  };
}
/**
 * The large network that contains every candidate: cells in order, and their paths in a stable order.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "TemplateSent".
 */
export interface TemplateSent {
  id: string;
  name: string;
  /**
   * @minItems 1
   * @maxItems 8
   */
  inputs: TemplateInput[];
  /**
   * @minItems 1
   * @maxItems 8
   */
  outputs: TemplateOutputSent[];
  channels: number;
  next_cell?: number;
  next_path?: number;
  /**
   * @minItems 1
   * @maxItems 100
   */
  cells: CellSent[];
  /**
   * @maxItems 20000
   */
  paths: PathSent[];
}
/**
 * A tensor that the network reads. `shape` is (channels, height, width).
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "TemplateInput".
 */
export interface TemplateInput {
  name: string;
  /**
   * @minItems 3
   * @maxItems 3
   */
  shape: [number, number, number];
}
/**
 * A head of the network: what it predicts, how its error is measured, and which cell it reads (None: the last).
 *
 * It is linear in the mean over the image of the ReLU of what it reads; if `normalised`, of that normalised.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "TemplateOutputSent".
 */
export interface TemplateOutputSent {
  name: string;
  task: "classification";
  loss: "cross_entropy";
  metric: "accuracy";
  classes: number;
  reads?: string | null;
  normalised?: boolean;
}
/**
 * A directed acyclic graph with named inputs and `nodes` nodes.
 *
 * `inputs` are ids of earlier cells or names of template inputs. With `adapters` each input is brought to the cell's
 * width and size by a 1x1 convolution and normalisation; without, paths read it as it is. A cell that is `tied_to`
 * another owns no paths: it uses the other's mask with its own weights. `combine` says what the output is: all nodes
 * concatenated, only those that no other active path reads, or the last node alone. `operations` are what a new edge
 * of this cell offers. A `settings` cell carries no tensor: one node, no inputs, and one-of-n paths whose parameters
 * hold the value.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "CellSent".
 */
export interface CellSent {
  id: string;
  kind: "normal" | "reduction" | "settings";
  nodes: number;
  /**
   * @maxItems 8
   */
  inputs: string[];
  tied_to?: string | null;
  combine?: "all" | "loose_ends" | "last";
  adapters?: boolean;
  choice?: PerNodeSent | PerEdgeSent;
  /**
   * @minItems 1
   * @maxItems 32
   */
  operations: string[];
}
/**
 * A valid mask has between `minimum` and `maximum` active paths into each node (the paper's t1(I1) + t2(I2)).
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "PerNodeSent".
 */
export interface PerNodeSent {
  type: "per_node";
  minimum?: number;
  maximum?: number;
}
/**
 * A valid mask has exactly one active path on each edge (NAS-Bench-201, and settings cells).
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "PerEdgeSent".
 */
export interface PerEdgeSent {
  type: "per_edge";
}
/**
 * One operation on one edge of one cell.
 *
 * `source` is `in0`, `in1` … (an input of the cell) or `n0`, `n1` … (an earlier node), `target` a node. `slot` tells
 * apart paths that would otherwise be the same, so that a node can read one source twice. `weight` is None where the
 * path owns its parameters.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "PathSent".
 */
export interface PathSent {
  id: string;
  cell: string;
  source: string;
  target: string;
  slot?: number;
  operation: string;
  parameters?: {
    [k: string]: boolean | number | string;
  };
  weight?: WeightSliceSent | null;
}
/**
 * Which parameters a path uses: those under `key`, cropped as `slice` says (`{"kernel": 3}`: the central 3x3).
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "WeightSliceSent".
 */
export interface WeightSliceSent {
  key: string;
  slice?: {
    [k: string]: number;
  };
}
/**
 * How networks are trained; the defaults are measured ones (`batch_size` None: the data set's own).
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "TrainingConfigurationSent".
 */
export interface TrainingConfigurationSent {
  /**
   * How weights follow the gradient.
   */
  optimizer?: "sgd" | "adamw";
  /**
   * At the start; falls to zero by cosine.
   */
  learning_rate?: number;
  /**
   * Of SGD; ignored by AdamW.
   */
  momentum?: number;
  /**
   * Pull of every weight towards zero.
   */
  weight_decay?: number;
  /**
   * The gradient's norm is cut at this.
   */
  gradient_clip?: number;
  /**
   * Images a step; empty: the data set's default.
   */
  batch_size?: number | null;
  /**
   * Which paths a step trains: a random candidate, each path equally often, or all but a few.
   */
  sampling?: "uniform" | "fair" | "dropout";
  /**
   * With sampling `dropout`: how likely a path is left out of a step.
   */
  path_dropout?: number;
}
/**
 * How candidates are proposed. `strategy` names an entry of the catalogue, `parameters` are that strategy's own.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "SearchConfigurationSent".
 */
export interface SearchConfigurationSent {
  strategy?: string;
  parameters?: {
    [k: string]: boolean | number | string;
  };
}
/**
 * The body of `POST /studies/{id}/select`: which candidates, or which paths, a query is true of.
 *
 * Candidates: `accuracy > 0.9 and not has("3x3 max pooling", cell=2)`, `in region("left")`; paths: `advantage < -0.02
 * and frequency > 8 and cell == 1`. What people type counts from 1; a comparison with a value that is not there is
 * false. A refusal says in `at` where the offending word stands, in characters from 0.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "SelectRequest".
 */
export interface SelectRequest {
  query: string;
  of?: "candidates" | "paths";
}
/**
 * The body of `POST /studies/{id}/sets`: what the candidates of some regions have in common, at a level.
 *
 * A path's share in a region is how many of its members contain it. `union`: share over 0 in any region;
 * `intersection`: at least `threshold` in all; `complement`: available and at most 1 - `threshold` in all; `profile`
 * takes everything, and so answers why these are alike. At the levels of nodes and cells, of which every candidate has
 * something, a member is the common choice there: see `SetMember`.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "SetRequest".
 */
export interface SetRequest {
  operation: "union" | "intersection" | "complement" | "profile";
  /**
   * @minItems 1
   * @maxItems 8
   */
  regions: string[][];
  threshold?: number;
  level?: "path" | "operation_in_cell" | "operation" | "node" | "cell";
}
/**
 * The body of `POST /templates/build`: a template of the catalogue, with parameters, for a data set.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "BuildTemplate".
 */
export interface BuildTemplate {
  dataset: string;
  template: TemplateChoice;
}
/**
 * The body of `POST /templates/edit`.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "EditTemplate".
 */
export interface EditTemplate {
  template: TemplateSent;
  command: AddCell | RemoveCell | MoveCell | SetCellNodes | AddPaths | RemovePaths | SetOperationParameters;
}
/**
 * Everything, as of `seq`, with the latest progress of each running job.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "Snapshot".
 */
export interface Snapshot {
  kind: "snapshot";
  seq: number;
  records: Records;
  progress: Progress[];
}
/**
 * Every collection of a study. A snapshot holds exactly one `study` record, under the study's id.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "Records".
 */
export interface Records {
  study?: {
    [k: string]: StudyRecord;
  };
  jobs?: {
    [k: string]: JobRecord;
  };
  cells?: {
    [k: string]: CellRecord;
  };
  paths?: {
    [k: string]: PathRecord;
  };
  candidates?: {
    [k: string]: CandidateRecord;
  };
  evaluations?: {
    [k: string]: EvaluationRecord;
  };
  points?: {
    [k: string]: PointRecord;
  };
  runs?: {
    [k: string]: RunRecord;
  };
  epochs?: {
    [k: string]: EpochRecord;
  };
  iterations?: {
    [k: string]: IterationRecord;
  };
  scores?: {
    [k: string]: ScoresRecord;
  };
  regions?: {
    [k: string]: RegionRecord;
  };
  interventions?: {
    [k: string]: InterventionRecord;
  };
}
/**
 * The study itself. `weights` is the version of the template's weights; 0 is untrained. `weights_made` counts the
 * versions that there were: an undone edit gives the version before it back. `maps` are the artifacts of the maps
 * before `layout`: a branch may begin where they were in force.
 *
 * `focus_misses` counts children that the focus could not place inside the region and that were taken all the same.
 * `search_seed` is what the search draws from where that is not `seed`: in twins, and what branches off from them.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "StudyRecord".
 */
export interface StudyRecord {
  name: string;
  dataset: DatasetChoice;
  template: TemplateHeader;
  objective: Objective;
  training: TrainingConfiguration;
  search: SearchConfiguration;
  constraints: Constraint[];
  seed: number;
  created_at: string;
  phase: "idle" | "training" | "searching" | "finalizing" | "paused" | "failed";
  message: string | null;
  iteration: number;
  evaluations: number;
  weights: number;
  weights_made: number;
  weights_artifact: string | null;
  trained_epochs: number;
  best_candidate: string | null;
  layout: Layout | null;
  maps: string[];
  focus: Focus | null;
  focus_misses: number;
  steering_seq: number;
  can_undo: {
    [k: string]: string;
  };
  can_redo: {
    [k: string]: string;
  };
  twin_of: string | null;
  twin: Twinning | null;
  branch_of: Branching | null;
  search_seed: number | null;
}
/**
 * A data set by its id, with parameters such as `train_images` (at most so many) and `validation_share`.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "DatasetChoice".
 */
export interface DatasetChoice {
  id: string;
  parameters: {
    [k: string]: boolean | number | string;
  };
}
/**
 * A template without its cells and paths, which are records of their own.
 *
 * `channels` is F of the first cell. `next_cell` and `next_path` number the ids to come, so that none is reused.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "TemplateHeader".
 */
export interface TemplateHeader {
  id: string;
  name: string;
  /**
   * @minItems 1
   * @maxItems 8
   */
  inputs: TemplateInput[];
  /**
   * @minItems 1
   * @maxItems 8
   */
  outputs: TemplateOutput[];
  channels: number;
  next_cell: number;
  next_path: number;
}
/**
 * A head of the network: what it predicts, how its error is measured, and which cell it reads (None: the last).
 *
 * It is linear in the mean over the image of the ReLU of what it reads; if `normalised`, of that normalised.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "TemplateOutput".
 */
export interface TemplateOutput {
  name: string;
  task: "classification";
  loss: "cross_entropy";
  metric: "accuracy";
  classes: number;
  reads: string | null;
  normalised: boolean;
}
/**
 * What the search makes best: a key of an evaluation's objectives, and which way is better.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "Objective".
 */
export interface Objective {
  name: string;
  direction: "maximize" | "minimize";
}
/**
 * How networks are trained; the defaults are measured ones (`batch_size` None: the data set's own).
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "TrainingConfiguration".
 */
export interface TrainingConfiguration {
  /**
   * How weights follow the gradient.
   */
  optimizer: "sgd" | "adamw";
  /**
   * At the start; falls to zero by cosine.
   */
  learning_rate: number;
  /**
   * Of SGD; ignored by AdamW.
   */
  momentum: number;
  /**
   * Pull of every weight towards zero.
   */
  weight_decay: number;
  /**
   * The gradient's norm is cut at this.
   */
  gradient_clip: number;
  /**
   * Images a step; empty: the data set's default.
   */
  batch_size: number | null;
  /**
   * Which paths a step trains: a random candidate, each path equally often, or all but a few.
   */
  sampling: "uniform" | "fair" | "dropout";
  /**
   * With sampling `dropout`: how likely a path is left out of a step.
   */
  path_dropout: number;
}
/**
 * How candidates are proposed. `strategy` names an entry of the catalogue, `parameters` are that strategy's own.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "SearchConfiguration".
 */
export interface SearchConfiguration {
  strategy: string;
  parameters: {
    [k: string]: boolean | number | string;
  };
}
/**
 * The map in force: how many candidates it was fitted on and how well it keeps neighbours (10 neighbours).
 *
 * `clusters` are largest first, none where the candidates do not fall into groups; points count them from 0.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "Layout".
 */
export interface Layout {
  version: number;
  artifact: string;
  fitted: number;
  trustworthiness: number | null;
  clusters: Cluster[];
}
/**
 * Candidates that are alike, named by the operations that they have oftener than others.
 *
 * `size` counts those that were on the map when it was made; what is placed later joins its nearest neighbour's.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "Cluster".
 */
export interface Cluster {
  name: string;
  size: number;
}
/**
 * A region to sample from: with probability `weight` a child must lie in it.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "Focus".
 */
export interface Focus {
  region: string;
  weight: number;
}
/**
 * What an unattended twin does: it goes on without the event `seq` of the study that was called `name`, which
 * `summary` tells, until it has made as many `evaluations` under its `weights` as that study had made since.
 *
 * Twins of one event differ by their `repeat`, from 0, and by the `seed` of their search; the first has the study's.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "Twinning".
 */
export interface Twinning {
  seq: number;
  name: string;
  summary: string;
  evaluations: number;
  weights: number;
  repeat: number;
  seed: number;
}
/**
 * Where a study began: as `study` was after its event `seq`.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "Branching".
 */
export interface Branching {
  study: string;
  seq: number;
}
/**
 * Work that was asked for. How far it is comes as progress, not as a record.
 *
 * `attempt` counts the tasks that the job has used up and `losses` those in a row whose process died; `credited` is
 * how many of the epochs in `done` the paths' `trained_epochs` hold already. A search with `until` ends once the study
 * has so many evaluations, at the end of an iteration.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "JobRecord".
 */
export interface JobRecord {
  kind: "training" | "search" | "evaluation" | "final" | "layout";
  state: "queued" | "running" | "paused" | "done" | "failed" | "cancelled";
  message: string | null;
  run: string | null;
  total: number | null;
  done: number;
  checkpoint: string | null;
  candidates: string[];
  requested: ("pause" | "stop" | "step" | "refresh") | null;
  attempt: number;
  losses: number;
  credited: number;
  until: number | null;
}
/**
 * A cell and its place in the row, from 0.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "CellRecord".
 */
export interface CellRecord {
  id: string;
  kind: "normal" | "reduction" | "settings";
  nodes: number;
  /**
   * @maxItems 8
   */
  inputs: string[];
  tied_to: string | null;
  combine: "all" | "loose_ends" | "last";
  adapters: boolean;
  choice: PerNode | PerEdge;
  /**
   * @minItems 1
   * @maxItems 32
   */
  operations: string[];
  position: number;
}
/**
 * A valid mask has between `minimum` and `maximum` active paths into each node (the paper's t1(I1) + t2(I2)).
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "PerNode".
 */
export interface PerNode {
  type: "per_node";
  minimum: number;
  maximum: number;
}
/**
 * A valid mask has exactly one active path on each edge (NAS-Bench-201, and settings cells).
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "PerEdge".
 */
export interface PerEdge {
  type: "per_edge";
}
/**
 * A path, what steering says of it, and for how many epochs it has been in training.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "PathRecord".
 */
export interface PathRecord {
  id: string;
  cell: string;
  source: string;
  target: string;
  slot: number;
  operation: string;
  parameters: {
    [k: string]: boolean | number | string;
  };
  weight: WeightSlice | null;
  state: "available" | "removed" | "fixed";
  trained: boolean;
  trained_epochs: number;
}
/**
 * Which parameters a path uses: those under `key`, cropped as `slice` says (`{"kernel": 3}`: the central 3x3).
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "WeightSlice".
 */
export interface WeightSlice {
  key: string;
  slice: {
    [k: string]: number;
  };
}
/**
 * A candidate that is on the map or was evaluated. `iteration` is that of its first evaluation, from 1.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "CandidateRecord".
 */
export interface CandidateRecord {
  paths: string[];
  iteration: number | null;
  origin: "sample" | "initial" | "crossover" | "mutation" | "region" | "person";
  parents: string[];
  objectives: {
    [k: string]: number | null;
  };
  evaluated: boolean;
  feasible: boolean;
  weights: number | null;
}
/**
 * A measurement of a candidate: a fact that nothing deletes. `weights` is the version it was made with.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "EvaluationRecord".
 */
export interface EvaluationRecord {
  candidate: string;
  weights: number;
  source: "supernet" | "own" | "table" | "prediction";
  objectives: {
    [k: string]: number | null;
  };
  iteration: number | null;
  steering_seq: number;
  seconds: number;
}
/**
 * Where a candidate lies on the map, coordinates in [-1, 1]; the record's id is the candidate's.
 *
 * `cluster` counts from 0 in the layout's `clusters`; null where the candidate is in none.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "PointRecord".
 */
export interface PointRecord {
  candidate: string;
  x: number;
  y: number;
  layout_version: number;
  cluster: number | null;
}
/**
 * A training run: of the template, or of a candidate on its own.
 *
 * `metrics` hold, for a finished `final` run, `test_accuracy`, `test_accuracy_low`, `test_accuracy_high` (95 %),
 * `test_loss`, `parameters`, `madds` and `seconds`; `confusion` counts its test images, a row a true class, a column
 * a predicted one. `ended_at` is when it was done, stopped or failed.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "RunRecord".
 */
export interface RunRecord {
  purpose: "template" | "final" | "ranking" | "baseline";
  state: "running" | "paused" | "done" | "failed" | "cancelled";
  candidate: string | null;
  initial: ("scratch" | "inherited") | null;
  epochs: number;
  seed: number;
  weights: number | null;
  metrics: {
    [k: string]: number | null;
  };
  confusion: number[][];
  artifacts: {
    [k: string]: string;
  };
  ended_at: string | null;
}
/**
 * One epoch of a run, counted from 0: `train_loss`, `validation_loss`, `validation_accuracy`, `learning_rate` …
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "EpochRecord".
 */
export interface EpochRecord {
  run: string;
  epoch: number;
  metrics: {
    [k: string]: number | null;
  };
  seconds: number;
}
/**
 * One iteration of the search, `index` from 0, done `at`; best, mean and worst are of the objective.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "IterationRecord".
 */
export interface IterationRecord {
  best: number | null;
  mean: number | null;
  worst: number | null;
  index: number;
  at: string | null;
  evaluated: number;
  loss: Spread;
  seconds: number;
  device_seconds: number;
  steering_seq: number;
  weights: number;
}
/**
 * Best, mean and worst of a value over one iteration's candidates (the paper's [max, mean, min] of the loss).
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "Spread".
 */
export interface Spread {
  best: number | null;
  mean: number | null;
  worst: number | null;
}
/**
 * Scores of every path after an iteration, as columns in the order of `paths` (NAS-Navigator, equation 1).
 *
 * `score` sums to 1 within a cell; `frequency` counts evaluated candidates that contain the path; `advantage` is the
 * mean objective of those minus that of the ones that could have and do not, null without evidence, as is its
 * standard error `stderr`.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "ScoresRecord".
 */
export interface ScoresRecord {
  iteration: number;
  weights: number;
  alpha: number | null;
  paths: string[];
  score: number[];
  frequency: number[];
  advantage: (number | null)[];
  stderr: (number | null)[];
}
/**
 * A set of candidates with a name, perhaps drawn on the map as `polygon` in the layout of `layout_version`.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "RegionRecord".
 */
export interface RegionRecord {
  name: string;
  candidates: string[];
  polygon: [number, number][] | null;
  layout_version: number | null;
  focused: boolean;
  weight: number;
}
/**
 * Something a person did, in words: `summary` in the past tense, `label` for the undo button.
 *
 * `undone` is True while an undo of it stands; one that can no longer be redone either is not `undoable`. One that
 * is undoable has a `change` of the steering, or an `edit` of the template. Its `reversals` undid and redid it.
 * `evaluations` is how many of them there were then: where it stands in the course of the search, and `weights` the
 * version that they were made with. One that `steers` is a decision after which the search goes on differently, so
 * that its effect can be asked for. `twins` are all that were made of the study without it, deleted ones too.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "InterventionRecord".
 */
export interface InterventionRecord {
  seq: number;
  at: string;
  actor: string;
  type: string;
  summary: string;
  label: string;
  undoable: boolean;
  undone: boolean;
  evaluations: number;
  weights: number;
  steers: boolean;
  change: SteeringChange | null;
  edit: TemplateChange | null;
  effect: {
    [k: string]: unknown;
  } | null;
  reversals: Reversal[];
  twins: Twin[];
}
/**
 * What a decision changed: both hold the same keys, so that undo and redo are exact inverses.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "SteeringChange".
 */
export interface SteeringChange {
  before: SteeringValues;
  after: SteeringValues;
}
/**
 * Values of what a decision touched; what it did not touch is absent (None for `constraints`).
 *
 * A region of value None does not exist. Which region is focused, and how strongly, is said by the regions.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "SteeringValues".
 */
export interface SteeringValues {
  states: {
    /**
     * This interface was referenced by `undefined`'s JSON-Schema definition
     * via the `patternProperty` "^[A-Za-z0-9_.-]{1,64}$".
     */
    [k: string]: "available" | "removed" | "fixed";
  };
  regions: {
    /**
     * This interface was referenced by `undefined`'s JSON-Schema definition
     * via the `patternProperty` "^[A-Za-z0-9_.-]{1,64}$".
     */
    [k: string]: RegionRecord | null;
  };
  constraints: Constraint[] | null;
}
/**
 * What an edit changed: both hold the same paths, so that undo and redo are exact inverses.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "TemplateChange".
 */
export interface TemplateChange {
  before: TemplateValues;
  after: TemplateValues;
}
/**
 * What an edit of the template touched, as it is at one time: untouched, `cells` is None and a path is absent.
 *
 * A path of value None is not in the template. `weights` is the version of the template's weights.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "TemplateValues".
 */
export interface TemplateValues {
  cells: Cell[] | null;
  paths: {
    /**
     * This interface was referenced by `undefined`'s JSON-Schema definition
     * via the `patternProperty` "^[A-Za-z0-9_.-]{1,64}$".
     */
    [k: string]: PathRecord | null;
  };
  weights: number;
}
/**
 * A directed acyclic graph with named inputs and `nodes` nodes.
 *
 * `inputs` are ids of earlier cells or names of template inputs. With `adapters` each input is brought to the cell's
 * width and size by a 1x1 convolution and normalisation; without, paths read it as it is. A cell that is `tied_to`
 * another owns no paths: it uses the other's mask with its own weights. `combine` says what the output is: all nodes
 * concatenated, only those that no other active path reads, or the last node alone. `operations` are what a new edge
 * of this cell offers. A `settings` cell carries no tensor: one node, no inputs, and one-of-n paths whose parameters
 * hold the value.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "Cell".
 */
export interface Cell {
  id: string;
  kind: "normal" | "reduction" | "settings";
  nodes: number;
  /**
   * @maxItems 8
   */
  inputs: string[];
  tied_to: string | null;
  combine: "all" | "loose_ends" | "last";
  adapters: boolean;
  choice: PerNode | PerEdge;
  /**
   * @minItems 1
   * @maxItems 32
   */
  operations: string[];
}
/**
 * A decision was undone, or redone, by the event `seq`; there were so many `evaluations` then.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "Reversal".
 */
export interface Reversal {
  seq: number;
  evaluations: number;
}
/**
 * An unattended twin that was made: its study, and which repeat of the search it is, from 0.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "Twin".
 */
export interface Twin {
  study: string;
  repeat: number;
}
/**
 * How far a job is: never stored, the latest replaces the one before. `total` is null where it is not known.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "Progress".
 */
export interface Progress {
  kind: "progress";
  job: string;
  done: number;
  total: number | null;
  message: string;
}
/**
 * What changed from `from_seq` to `seq`; only collections that changed are present in `put` and `drop`.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "PatchFrame".
 */
export interface PatchFrame {
  kind: "patch";
  from_seq: number;
  seq: number;
  events: EventSummary[];
  put: Records;
  drop: {
    [k: string]: string[];
  };
}
/**
 * What happened, in words, for notifications and the live region.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "EventSummary".
 */
export interface EventSummary {
  seq: number;
  type: string;
  actor: string;
  at: string;
  summary: string;
}
/**
 * Something worth telling whoever is here now.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "Notice".
 */
export interface Notice {
  kind: "notice";
  level: "info" | "warning" | "error";
  text: string;
}
/**
 * Who is here now, by the names that they gave; never stored, the latest replaces the one before.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "Presence".
 */
export interface Presence {
  kind: "presence";
  here: Here[];
}
/**
 * Somebody who follows the study, and in how many windows.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "Here".
 */
export interface Here {
  actor: string;
  windows: number;
}
/**
 * Everything that a study can be made of; `training` is the JSON Schema of how networks are trained.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "Catalogue".
 */
export interface Catalogue {
  templates: TemplateEntry[];
  datasets: DatasetEntry[];
  strategies: Entry[];
  objectives: Entry[];
  operations: OperationEntry[];
  optimizers: Entry[];
  losses: Entry[];
  training: {
    [k: string]: unknown;
  };
}
/**
 * A template that a study can start from; `datasets` are those that it can read.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "TemplateEntry".
 */
export interface TemplateEntry {
  id: string;
  name: string;
  description: string;
  parameters: {
    [k: string]: unknown;
  };
  datasets: string[];
}
/**
 * A data set: what it holds, and whether its files are on this machine (`needs` says how to get them if not).
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "DatasetEntry".
 */
export interface DatasetEntry {
  id: string;
  name: string;
  description: string;
  parameters: {
    [k: string]: unknown;
  };
  input: TemplateInput;
  output: TemplateOutput;
  train_images: number;
  test_images: number;
  classes: string[];
  batch_size: number;
  available: boolean;
  needs: string;
}
/**
 * Something to choose. `parameters` is a JSON Schema of an object; a form folds away its `advanced` properties.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "Entry".
 */
export interface Entry {
  id: string;
  name: string;
  description: string;
  parameters: {
    [k: string]: unknown;
  };
}
/**
 * An operation on an edge. `family` groups colours; `short` is a label of at most three characters.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "OperationEntry".
 */
export interface OperationEntry {
  id: string;
  name: string;
  description: string;
  parameters: {
    [k: string]: unknown;
  };
  family: string;
  short: string;
}
/**
 * The answer to `POST /studies`.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "StudyCreated".
 */
export interface StudyCreated {
  id: string;
  seq: number;
  records: Records;
}
/**
 * A line of the list of studies. `best` is the best candidate's value of the objective, under the current weights.
 *
 * `done` of `total` says how far the job is that decides the phase: epochs of a training, iterations of a search,
 * candidates that are finished; null where none is open, `total` also where it goes on until stopped.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "StudySummary".
 */
export interface StudySummary {
  id: string;
  name: string;
  dataset: string;
  template: string;
  phase: "idle" | "training" | "searching" | "finalizing" | "paused" | "failed";
  iteration: number;
  evaluations: number;
  trained_epochs: number;
  done: number | null;
  total: number | null;
  objective: Objective;
  best: number | null;
  created_at: string;
  branch_of: string | null;
  twin_of: string | null;
}
/**
 * A template of the gallery. `datasets` are those that it can read; a built-in one has parameters to choose.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "TemplateSummary".
 */
export interface TemplateSummary {
  id: string;
  name: string;
  description: string;
  saved: boolean;
  saved_at: string | null;
  datasets: string[];
  channels: number;
  paths: number;
  cells: CellPicture[];
}
/**
 * A cell as a gallery draws it: for each node, how many paths of each operation lead into it.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "CellPicture".
 */
export interface CellPicture {
  kind: "normal" | "reduction" | "settings";
  tied: boolean;
  nodes: {
    [k: string]: number;
  }[];
}
/**
 * A whole template and what a gallery would show of it.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "TemplateBuilt".
 */
export interface TemplateBuilt {
  template: Template;
  summary: TemplateSummary;
}
/**
 * The large network that contains every candidate: cells in order, and their paths in a stable order.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "Template".
 */
export interface Template {
  id: string;
  name: string;
  /**
   * @minItems 1
   * @maxItems 8
   */
  inputs: TemplateInput[];
  /**
   * @minItems 1
   * @maxItems 8
   */
  outputs: TemplateOutput[];
  channels: number;
  next_cell: number;
  next_path: number;
  /**
   * @minItems 1
   * @maxItems 100
   */
  cells: Cell[];
  /**
   * @maxItems 20000
   */
  paths: Path[];
}
/**
 * One operation on one edge of one cell.
 *
 * `source` is `in0`, `in1` … (an input of the cell) or `n0`, `n1` … (an earlier node), `target` a node. `slot` tells
 * apart paths that would otherwise be the same, so that a node can read one source twice. `weight` is None where the
 * path owns its parameters.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "Path".
 */
export interface Path {
  id: string;
  cell: string;
  source: string;
  target: string;
  slot: number;
  operation: string;
  parameters: {
    [k: string]: boolean | number | string;
  };
  weight: WeightSlice | null;
}
/**
 * A whole template with its name, as it is saved, exported and imported.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "TemplateFile".
 */
export interface TemplateFile {
  format: "nas-navigator template";
  version: 1;
  name: string;
  description: string;
  template: Template;
}
/**
 * The answer to a command that was done: the log's sequence number after it, and the study that it began.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "Accepted".
 */
export interface Accepted {
  seq: number;
  study: string | null;
}
/**
 * What a query is true of, in the order of the records; the other list is empty.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "Selected".
 */
export interface Selected {
  candidates: string[];
  paths: string[];
}
/**
 * The answer to a set operation: its members, most telling first, and how many candidates stand behind it.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "SetResult".
 */
export interface SetResult {
  members: SetMember[];
  inside: number;
  outside: number;
}
/**
 * One path, or the paths that a coarser level takes together (`key`, in words `label`).
 *
 * `share_inside` and `share_outside` are in [0, 1]: how many candidates inside and outside of all regions contain it;
 * inside is in any of them, outside in none, and where nobody is outside the share there is 0. A candidate contains an
 * operation, or an operation in a cell, if it contains any of its paths. At the levels of nodes and cells `paths` are
 * the common choice: those into the node, or in the cell, that more than half of the candidates inside contain, or the
 * single most frequent one where none has a half; a candidate contains it if it contains all of them, so that the
 * share says how much the candidates agree there. The means are of the study's objective over those among them that
 * are evaluated with the current weights, null without one; `count` is how many candidates inside contain it.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "SetMember".
 */
export interface SetMember {
  key: string;
  label: string;
  paths: string[];
  share_inside: number;
  share_outside: number;
  mean_inside: number | null;
  mean_outside: number | null;
  count: number;
}
/**
 * How the scores of some paths got where they are; columns are in the order of `iterations`, from 0.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "ScoresHistory".
 */
export interface ScoresHistory {
  iterations: number[];
  histories: PathHistory[];
}
/**
 * One path's scores after each iteration, as columns; null where the path was not there, or without evidence.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "PathHistory".
 */
export interface PathHistory {
  path: string;
  score: (number | null)[];
  frequency: (number | null)[];
  advantage: (number | null)[];
  stderr: (number | null)[];
}
/**
 * The effects of the decisions that have so many iterations, or fewer, on both sides; and what their twins say.
 *
 * What counts after a decision was made while it was in force, which `standings` tells of those that were undone.
 * It takes `least_twins` twins that can be compared for an interval.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "Effects".
 */
export interface Effects {
  iterations: number;
  least_twins: number;
  effects: Effect[];
  standings: Standing[];
  twins: TwinComparison[];
}
/**
 * Before and after a decision: how much greater the median and the share of improved children are after it.
 *
 * It is a comparison in time: `others` decisions fell into what came after, and with other weights than before
 * (`same_weights` false) values say little.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "Effect".
 */
export interface Effect {
  seq: number;
  before: EffectSide;
  after: EffectSide;
  median: Interval | null;
  improved: Interval | null;
  others: number;
  same_weights: boolean;
}
/**
 * What the iterations on one side of a decision evaluated; `best` and `median` are of the study's objective.
 *
 * `improved` of `children` are better than the better of their parents under the same weights.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "EffectSide".
 */
export interface EffectSide {
  iterations: number;
  candidates: number;
  best: number | null;
  median: number | null;
  children: number;
  improved: number;
}
/**
 * A difference and the ends of its 95 % interval.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "Interval".
 */
export interface Interval {
  value: number;
  low: number;
  high: number;
}
/**
 * When the decision of the event `seq`, which was undone at least once, was in force.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "Standing".
 */
export interface Standing {
  seq: number;
  stretches: Stretch[];
}
/**
 * A decision was in force from the event `since` on, until `until` undid it, null where it still is; so many
 * `evaluations` were made with it in that time: not those that were on their way when it was decided.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "Stretch".
 */
export interface Stretch {
  since: number;
  until: number | null;
  evaluations: number;
}
/**
 * A decision with unattended twins: all after the same number of `evaluations` since, the study's `best` so far and
 * the `median` of what was evaluated, as its bounds now have it, and how much greater these are than the twins'.
 *
 * `made` is how many evaluations the study made since, `compared` how many twins the differences are of: those that
 * are done, or else the one that is furthest.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "TwinComparison".
 */
export interface TwinComparison {
  seq: number;
  made: number;
  evaluations: number;
  compared: number;
  best: number | null;
  median: number | null;
  curve: [number, number][];
  best_difference: TwinDifference | null;
  median_difference: TwinDifference | null;
  twins: TwinRun[];
}
/**
 * How much greater the steered study's value is than the mean of its twins'.
 *
 * `low` and `high` are the 95 % interval of a bootstrap over the twins, null with too few of them, and where most of
 * them have the same value: the study itself was steered once, and how much it owes to its own chance nobody knows.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "TwinDifference".
 */
export interface TwinDifference {
  value: number;
  low: number | null;
  high: number | null;
}
/**
 * An unattended twin, as far as it is: `made` of `evaluations` that it was asked for since it parted.
 *
 * `missing`: it was deleted, or is on another server; `unreadable`: it is there, and `message` says why it cannot be
 * opened; `exhausted`: nothing new was left to evaluate. `best` and `median` are those after as many evaluations as
 * are compared, null where it made fewer. A twin waits while the study `behind` needs the device.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "TwinRun".
 */
export interface TwinRun {
  study: string;
  repeat: number;
  state: "queued" | "running" | "paused" | "done" | "stopped" | "exhausted" | "failed" | "missing" | "unreadable";
  name: string | null;
  message: string | null;
  behind: string | null;
  made: number;
  evaluations: number;
  best: number | null;
  median: number | null;
  curve: [number, number][];
}
/**
 * The answer to `GET /health`.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "Health".
 */
export interface Health {
  status: "ok";
  worker: "ready" | "starting" | "failed";
  device: string | null;
  version: string;
}
/**
 * A refusal (RFC 9457): `detail` names the value and the rule, `field` what is to blame, where one is.
 *
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "Problem".
 */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  field: string | null;
  errors: {
    [k: string]: unknown;
  }[];
  [k: string]: unknown;
}

/** The rule of a person's name. */
export const PERSON = {
  "default": "person",
  "maxLength": 40,
  "minLength": 1,
  "not": {
    "pattern": "^\\s*([Ss][Ee][Aa][Rr][Cc][Hh]|[Ss][Yy][Ss][Tt][Ee][Mm])\\s*$"
  },
  "pattern": "^[^\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029]+$",
  "type": "string"
} as const;
