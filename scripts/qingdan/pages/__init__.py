"""The pages: what stands on each kind (views), and how it becomes HTML (`render`). Pure but for reading templates."""
