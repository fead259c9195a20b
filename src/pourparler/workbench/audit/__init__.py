"""How good the reading of this case is, judged by a person on a sample."""

from pourparler.workbench.audit.judging import judge
from pourparler.workbench.audit.results import AuditResult, find_audit
from pourparler.workbench.audit.sampling import draw_sample
from pourparler.workbench.audit.sheet import sheet_bytes

__all__ = ["AuditResult", "draw_sample", "find_audit", "judge", "sheet_bytes"]
