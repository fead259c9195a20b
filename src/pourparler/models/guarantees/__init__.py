"""Who comes to help, what an attack would then achieve, and what each guarantor adds."""
